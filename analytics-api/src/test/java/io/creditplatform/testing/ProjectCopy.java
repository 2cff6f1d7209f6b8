package io.creditplatform.testing;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A copy of the project to which files are added as somebody would who follows a recipe. What is new is compiled and put before
 * everything else on the class path of processes of their own; nothing of the project is built anew.
 */
public final class ProjectCopy {

    private static final Path ORIGINAL = Path.of("..").toAbsolutePath().normalize();

    /** What a build, git or an editor makes. */
    private static final Set<String> MADE = Set.of("target", ".git", "node_modules", ".idea");

    private static final String RESOURCES = "src/main/resources/";

    private final Path root;
    private final Path classes;
    private final List<String> sources = new ArrayList<>();

    /** Copies everything but what is made into a folder that is not there yet. */
    public ProjectCopy(Path root) {
        this.root = root.toAbsolutePath();
        this.classes = this.root.resolve("target/added");
        try {
            copy();
            Files.createDirectories(classes);
            Files.createDirectories(this.root.resolve("analytics-api/target"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy() throws IOException {
        Files.walkFileTree(ORIGINAL, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (MADE.contains(String.valueOf(folder.getFileName()))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(root.resolve(ORIGINAL.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    Files.copy(file, root.resolve(ORIGINAL.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** A file of the copy, by its path within the project. */
    public Path file(String path) {
        return root.resolve(path);
    }

    /** Adds a file, which must not be there yet. */
    public void add(String path, String content) {
        Path file = file(path);
        if (Files.exists(file)) {
            throw new IllegalArgumentException(path + " is there already");
        }
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            SampleData.write(file, content);
            if (path.endsWith(".java")) {
                sources.add(file.toString());
            } else {
                putBeforeTheOriginal(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Edits a file: puts a text in the place of another one, which must stand there. */
    public void change(String path, String text, String replacement) {
        SampleData.replace(file(path), text, replacement);
        if (path.endsWith(".java") && !sources.contains(file(path).toString())) {
            sources.add(file(path).toString());
        }
        try {
            putBeforeTheOriginal(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A resource is found by its path below the folder of resources. */
    private void putBeforeTheOriginal(String path) throws IOException {
        if (path.contains(RESOURCES)) {
            Path resource = classes.resolve(path.substring(path.indexOf(RESOURCES) + RESOURCES.length()));
            Files.createDirectories(Objects.requireNonNull(resource.getParent()));
            Files.copy(file(path), resource, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Compiles what was added, or changed, as strictly as the build. */
    public void compile() {
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-cp", classPath(), "-parameters"));
        arguments.addAll(List.of("-proc:none", "-Xlint:all,-processing,-classfile,-path", "-Werror"));
        arguments.addAll(sources);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        if (ToolProvider.getSystemJavaCompiler().run(null, told, told, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalArgumentException(
                    "What was added does not compile:\n" + told.toString(StandardCharsets.UTF_8));
        }
    }

    /** Runs a main class as its test module would. */
    public Program.Ended run(List<String> settings, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(settings);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        Path output = root.resolve("target/output.txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(root.resolve("analytics-api").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return Program.await(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String classPath() {
        return Stream.concat(
                        Stream.of(classes.toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .map(entry -> Path.of(entry).toAbsolutePath().toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Files of the copy that the project does not have, or not like this. */
    public List<String> changed() {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> changed = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path path = root.relativize(file);
                Path original = ORIGINAL.resolve(path);
                boolean made = false;
                for (Path part : path) {
                    made |= MADE.contains(part.toString());
                }
                if (!made && (Files.notExists(original) || Files.mismatch(file, original) >= 0)) {
                    changed.add(path.toString());
                }
            }
            return changed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
