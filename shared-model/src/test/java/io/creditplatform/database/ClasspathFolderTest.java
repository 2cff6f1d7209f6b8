package io.creditplatform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClasspathFolderTest {

    @TempDir
    private Path folder;

    private static URLClassLoader classLoader(Path path) throws IOException {
        return new URLClassLoader(new URL[] {path.toUri().toURL()}, null);
    }

    @Test
    void listsFolderOnDisk() throws IOException {
        Path root = Files.createDirectory(folder.resolve("with a space"));
        Files.createDirectories(root.resolve("db/log/v1"));
        Files.createDirectories(root.resolve("db/logbook"));
        Files.createFile(root.resolve("db/log/v1/b.sql"));
        Files.createFile(root.resolve("db/log/v1/a.sql"));
        Files.createFile(root.resolve("db/log/z.xml"));
        Files.createFile(root.resolve("db/logbook/no.sql"));
        try (URLClassLoader loader = classLoader(root)) {
            assertThat(ClasspathFolder.list(loader, "db/log"))
                    .containsExactly("db/log/v1/a.sql", "db/log/v1/b.sql", "db/log/z.xml");
        }
    }

    @Test
    void listsFolderInJar() throws IOException {
        Path jar = folder.resolve("changes.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : new String[] {
                "db/", "db/log/", "db/log/z.xml", "db/log/v1/", "db/log/v1/a.sql", "db/logbook/", "db/logbook/no.sql"
            }) {
                out.putNextEntry(new ZipEntry(name));
                out.closeEntry();
            }
        }
        try (URLClassLoader loader = classLoader(jar)) {
            assertThat(ClasspathFolder.list(loader, "db/log")).containsExactly("db/log/v1/a.sql", "db/log/z.xml");
        }
    }

    @Test
    void listsNothingWhereThereIsNoFolder() throws IOException {
        try (URLClassLoader loader = classLoader(folder)) {
            assertThat(ClasspathFolder.list(loader, "db/log")).isEmpty();
        }
    }
}
