package io.creditplatform.ingest;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A feed's file written for one test, and what the reader makes of it. */
final class FeedFile {

    static final FeedDefinition MANAGERS =
            Feeds.named("senior_account_managers").orElseThrow();
    static final FeedDefinition CHAT = Feeds.named("credit_chat").orElseThrow();
    static final String MANAGERS_HEADER = "sam_id,sam_name,sam_email\n";
    static final String CHAT_HEADER = "credit_id,user_id,role,message_time,message\n";

    final Path path;
    final List<String> warnings = new ArrayList<>();
    private final FeedDefinition feed;

    private FeedFile(FeedDefinition feed, Path path) {
        this.feed = feed;
        this.path = path;
    }

    static FeedFile of(FeedDefinition feed, Path folder, String text) {
        return of(feed, folder, text.getBytes(StandardCharsets.UTF_8));
    }

    static FeedFile of(FeedDefinition feed, Path folder, byte[] content) {
        return of(feed, folder.resolve(feed.fileName()), folder, content);
    }

    /** The same, compressed with gzip. */
    static FeedFile compressed(FeedDefinition feed, Path folder, String text) {
        return of(feed, folder.resolve(feed.fileName() + ".gz"), folder, gzip(text));
    }

    static FeedFile of(FeedDefinition feed, Path path, Path folder, byte[] content) {
        try {
            Files.createDirectories(folder);
            Files.write(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FeedFile(feed, path);
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Puts pieces together, where a {@code byte[]} is taken as it is and anything else as its text in UTF-8. */
    static byte[] bytes(Object... pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object piece : pieces) {
            bytes.writeBytes(
                    piece instanceof byte[] raw ? raw : String.valueOf(piece).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    RowReader open() {
        return new RowReader(ExtractFile.of(feed, path), warnings::add);
    }

    /** All rows, after making sure that the file is what its digest says. */
    List<Row> rows() {
        try (RowReader reader = open()) {
            List<Row> rows = remaining(reader);
            reader.verifyContent();
            return rows;
        }
    }

    static List<Row> remaining(RowReader reader) {
        List<Row> rows = new ArrayList<>();
        for (Row row = reader.next(); row != null; row = reader.next()) {
            rows.add(row);
        }
        return rows;
    }

    /** All rows, told in one line each. */
    List<String> told() {
        return rows().stream().map(FeedFile::told).toList();
    }

    /** {@code 2 ok [1, Ann]} or {@code 3 type sam_id, required sam_name | x,}: the line, then values, or reasons and raw text. */
    static String told(Row row) {
        if (row instanceof Row.Accepted accepted) {
            return told(accepted.line(), accepted.values());
        }
        Row.Rejected rejected = (Row.Rejected) row;
        return rejected.line() + " "
                + rejected.reasons().stream()
                        .map(reason -> reason.code() + (reason.column() == null ? "" : " " + reason.column()))
                        .collect(Collectors.joining(", "))
                + " | " + rejected.raw();
    }

    static String told(long line, @Nullable Object... values) {
        return line + " ok " + Arrays.toString(values);
    }

    /** The only reason of the only refused row. */
    Reason onlyReason() {
        List<Reason> reasons = new ArrayList<>();
        for (Row row : rows()) {
            if (row instanceof Row.Rejected rejected) {
                reasons.addAll(rejected.reasons());
            }
        }
        if (reasons.size() != 1) {
            throw new AssertionError("expected one reason, got " + reasons);
        }
        return reasons.get(0);
    }
}
