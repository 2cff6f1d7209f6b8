package io.creditplatform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Lists a folder of the class path, wherever its parts lie, on disk or in jars. */
public final class ClasspathFolder {

    private ClasspathFolder() {}

    /**
     * The resources below a folder, by name.
     *
     * @param folder such as {@code db/changelog}
     * @return names of resources, in order, each beginning with the folder's; empty if there is no such folder
     */
    public static List<String> list(ClassLoader classLoader, String folder) {
        SortedSet<String> files = new TreeSet<>();
        try {
            for (URL root : Collections.list(classLoader.getResources(folder))) {
                files.addAll(list(root, folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(files);
    }

    private static List<String> list(URL url, String folder) throws IOException {
        if (url.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(folder + "/"))
                    .map(entry -> entry.getName())
                    .toList();
        }
        Path root = Path.of(URI.create(url.toString()));
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder + "/" + root.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
