package io.creditplatform.analytics.web;

import io.creditplatform.database.Database;
import io.creditplatform.database.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an answer depends on, and nothing else. Two that are equal have the same answer, on every server of the database; nothing
 * in it may belong to one process.
 *
 * @param path where it was asked for, as the client wrote it
 * @param page which part of what is wanted
 * @param format in which form
 * @param asOf the date that it is given for, or null if it has none
 * @param published the state of the database
 * @param past the load whose state it is for, or null if that is the state of now, in which later loads are told of as well
 */
record AnswerKey(
        String path,
        PageRequest page,
        Format format,
        @Nullable LocalDate asOf,
        Published published,
        @Nullable Long past) {

    /** Of a question that is longer no answer is kept: hardly anybody asks it twice. */
    private static final int MOST_CHARACTERS_KEPT = 1000;

    private static final int TAG_BYTES = 12;

    // Written out, as in what it consists of: those that Java makes of a record are put together at run time, at each
    // start anew.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AnswerKey key
                && path.equals(key.path)
                && page.equals(key.page)
                && format == key.format
                && Objects.equals(asOf, key.asOf)
                && published.equals(key.published)
                && Objects.equals(past, key.past);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * path.hashCode() + page.hashCode()) + Objects.hashCode(asOf)) + published.hashCode();
    }

    /** The whole collection that this one is about a part of. */
    AnswerKey ofAll() {
        return new AnswerKey(
                path,
                new PageRequest(PageRequest.EVERYTHING.limit(), null, page.question()),
                Format.JSON,
                asOf,
                published,
                past);
    }

    /** How long the question is. */
    int characters() {
        int ofCursor = page.after() == null
                ? 0
                : page.after().values().stream().mapToInt(String::length).sum();
        return path.length() + page.question().length() + ofCursor;
    }

    boolean isKept() {
        return characters() <= MOST_CHARACTERS_KEPT;
    }

    /**
     * What clients call the answer. The program's version is in it, since another one may answer otherwise, and the newest change
     * of the schema that it knows.
     */
    String entityTag(Database kind) {
        String all = String.join(
                "\n",
                Version.ofTheProgram(),
                Schema.newest(kind),
                published.state(),
                path,
                page.question(),
                String.valueOf(page.limit()),
                String.valueOf(page.after()),
                String.valueOf(asOf),
                String.valueOf(past));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return "\"" + published.loadId() + "-" + HexFormat.of().formatHex(Arrays.copyOf(digest, TAG_BYTES)) + "-"
                    + format.code() + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
