package io.creditplatform.service;

import io.creditplatform.console.Json;
import io.creditplatform.console.WholeFile;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.file.Relocation;
import io.creditplatform.load.LoadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder where deliveries are put that are done with, each with its report, its log and the reason beside it. */
final class Shelf {

    private static final List<String> ENDINGS = List.of("", ".report.json", ".log", ".reason.txt");

    private final Path folder;
    private final Relocation relocation;

    Shelf(Path folder, Relocation relocation) {
        this.folder = folder.toAbsolutePath().normalize();
        this.relocation = relocation;
    }

    /** A name that nothing has there. */
    String place(String name) throws IOException {
        OwnedFiles.folder(folder);
        return Stream.iterate(1, number -> number + 1)
                .map(number -> number == 1 ? name : name + "~" + number)
                .filter(place -> ENDINGS.stream()
                        .noneMatch(ending -> Files.exists(folder.resolve(place + ending), LinkOption.NOFOLLOW_LINKS)))
                .findFirst()
                .orElseThrow();
    }

    /** Puts beside a place what is to be said of the delivery there. */
    void describe(String place, @Nullable LoadReport report, List<String> log, @Nullable String reason)
            throws IOException {
        OwnedFiles.folder(folder);
        if (report != null) {
            Json.write(report, folder.resolve(place + ENDINGS.get(1)));
        }
        WholeFile.write(folder.resolve(place + ENDINGS.get(2)), String.join("\n", log) + "\n");
        if (reason != null) {
            WholeFile.write(folder.resolve(place + ENDINGS.get(3)), reason + "\n");
        }
    }

    /** Moves a delivery to its place; does nothing if it is there. */
    void put(Path delivery, String place) throws IOException {
        relocation.move(delivery, folder.resolve(place));
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
