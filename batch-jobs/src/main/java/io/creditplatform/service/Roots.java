package io.creditplatform.service;

import io.creditplatform.text.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folders below which requests may have extracts loaded from. Links count as what they lead to. */
final class Roots {

    private final Collection<Path> folders;

    Roots(Collection<Path> folders) {
        this.folders = folders;
    }

    /** The real folder of a name, if it is one below a root. Nothing is told of what is elsewhere, not even whether it is there. */
    Optional<Path> folder(String name) {
        try {
            Path real = Path.of(name).toRealPath();
            if (!Files.isDirectory(real)) {
                return Optional.empty();
            }
            for (Path folder : folders) {
                if (Files.isDirectory(folder)
                        && real.startsWith(folder.toRealPath())
                        && !real.equals(folder.toRealPath())) {
                    return Optional.of(real);
                }
            }
        } catch (IOException | InvalidPathException e) {
            // There is none of that name, or none that may be looked at.
        }
        return Optional.empty();
    }

    /** Why an extract below a root may not be loaded: it may lead out of it. */
    Optional<String> obstacle(Path extract) throws IOException {
        if (folder(extract.toString()).filter(extract::equals).isEmpty()) {
            return Optional.of(Visible.of(extract) + " is no folder below " + this + " any more.");
        }
        try (Stream<Path> files = Files.walk(extract)) {
            return files.filter(Files::isSymbolicLink)
                    .findFirst()
                    .map(link -> Visible.of(link) + " is a link, which may lead anywhere, expected files."
                            + " Have the files themselves delivered.");
        }
    }

    @Override
    public String toString() {
        return folders.isEmpty()
                ? "http.roots, of which there are none"
                : folders.stream().map(Visible::of).sorted().collect(Collectors.joining(", "));
    }
}
