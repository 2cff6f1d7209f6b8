package io.creditplatform.ingest;

import io.creditplatform.text.Visible;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What a file's first bytes say of it, where that is not text. */
enum FileKind {
    GZIP("a gzip file", "1F8B"),
    ZIP("a ZIP archive, or a workbook of a spreadsheet", "504B0304"),
    EMPTY_ZIP("an empty ZIP archive", "504B0506"),
    BZIP2("a bzip2 file", "425A68"),
    XZ("an xz file", "FD377A585A00"),
    ZSTANDARD("a Zstandard file", "28B52FFD"),
    SEVEN_ZIP("a 7-Zip archive", "377ABCAF271C"),
    OLD_WORKBOOK("an old workbook of a spreadsheet", "D0CF11E0A1B11AE1"),
    PDF("a PDF document", "255044462D");

    /** How many bytes have to be known to tell. */
    static final int BYTES = 8;

    private final String words;
    private final String magic;

    FileKind(String words, String magic) {
        this.words = words;
        this.magic = magic;
    }

    static Optional<FileKind> of(byte[] first) {
        return Arrays.stream(values())
                .filter(kind -> HexFormat.of().withUpperCase().formatHex(first).startsWith(kind.magic))
                .findFirst();
    }

    /** What it is, in words. */
    String words() {
        return words;
    }

    /** Says that it is no CSV, which was found where a feed's file should have it. */
    UnfitFileException instead(ExtractFile file) {
        boolean compressed = file.isCompressed();
        String advice;
        if (compressed) {
            advice = "Have the CSV file delivered, compressed once.";
        } else if (this == GZIP) {
            advice = "Name it " + Visible.of(file.name()) + ExtractFile.COMPRESSED + ".";
        } else {
            advice = "Unpack it, or save it as CSV, in UTF-8.";
        }
        return new UnfitFileException((compressed ? "holds " : "is ") + words + ", expected CSV text. " + advice);
    }
}
