package io.creditplatform.generate;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.ingest.RejectionCode;
import io.creditplatform.model.Coded;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a row can be so bad that a load rejects it, each for exactly one reason. A bad row is a copy of a sound
 * one with one cell spoiled.
 */
enum BadRow {
    TOO_FEW_CELLS(RejectionCode.MISSING_CELL),
    TOO_MANY_CELLS(RejectionCode.EXTRA_CELL),
    BLANK(RejectionCode.REQUIRED),
    OF_ANOTHER_TYPE(RejectionCode.TYPE),
    NOT_IN_THE_LIST(RejectionCode.ENUM),
    OUT_OF_RANGE(RejectionCode.RANGE),
    MALFORMED(RejectionCode.FORMAT),
    WITHOUT_PARENT(RejectionCode.UNKNOWN_PARENT),
    QUOTE_WITHIN(RejectionCode.QUOTE),
    TEXT_AFTER_QUOTE(RejectionCode.QUOTE),
    NOT_UTF_8(RejectionCode.ENCODING),
    LONGER_THAN_ALLOWED(RejectionCode.TOO_LONG);

    final RejectionCode code;

    BadRow(RejectionCode code) {
        this.code = code;
    }

    /** Whether a cell of this column can be spoiled so. */
    boolean suits(FeedDefinition feed, Column column) {
        return switch (this) {
            case TOO_FEW_CELLS, TOO_MANY_CELLS ->
                column.index() == feed.columns().size() - 1;
            case BLANK -> column.required();
            case OF_ANOTHER_TYPE -> !column.type().isText() && !isEnum(feed, column);
            case NOT_IN_THE_LIST -> isEnum(feed, column);
            case OUT_OF_RANGE -> has(feed, column, Positive.class) || has(feed, column, PositiveOrZero.class);
            case MALFORMED -> has(feed, column, Email.class) || has(feed, column, Pattern.class);
            case WITHOUT_PARENT -> column.parent() != null;
            case QUOTE_WITHIN -> column.type().isText();
            case TEXT_AFTER_QUOTE, NOT_UTF_8 -> true;
            case LONGER_THAN_ALLOWED -> has(feed, column, Size.class);
        };
    }

    /**
     * Spoils the cells of a row, which are as they stand in the file.
     *
     * @param nth how often this has been done before in the feed, for variety
     */
    void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
        if (this == TOO_FEW_CELLS) {
            cells.remove(column.index());
        } else if (this == TOO_MANY_CELLS) {
            cells.add("more");
        } else {
            if (this == NOT_UTF_8) {
                cells.replaceAll(cell -> cell.chars().allMatch(c -> c < 0x80) ? cell : "plain");
            }
            List<String> spoiled = spoiled(cells.get(column.index()), feed, column);
            cells.set(column.index(), spoiled.get((int) (nth % spoiled.size())));
        }
    }

    /** What the cell may become. */
    private List<String> spoiled(String cell, FeedDefinition feed, Column column) {
        return switch (this) {
            case TOO_FEW_CELLS, TOO_MANY_CELLS -> List.of(cell);
            case BLANK -> List.of("", "  ", "\"\"");
            case OF_ANOTHER_TYPE -> List.of("12abc", "NaN", "2025-02-30", "٣", "\"1,234.56\"", "null");
            case NOT_IN_THE_LIST -> List.of("Unknown", cell + "_", "NEw", "0");
            case OUT_OF_RANGE -> List.of("-1", "-2147483649");
            case MALFORMED -> List.of("nobody at home", "x@@example.com");
            case WITHOUT_PARENT -> List.of(column.type().isText() ? "404_20240101" : "9000000000000000000");
            case QUOTE_WITHIN -> List.of("a 5\" pipe");
            case TEXT_AFTER_QUOTE -> List.of("\"quoted\" or not");
            case NOT_UTF_8 -> List.of("Müller");
            case LONGER_THAN_ALLOWED -> List.of(tooLong(feed, column));
        };
    }

    private static String tooLong(FeedDefinition feed, Column column) {
        Size size = constraint(feed, column, Size.class);
        int tooMany = size == null ? 0 : size.max() + 1;
        if (has(feed, column, Email.class)) {
            return "a".repeat(64) + "@" + "bcd.".repeat((tooMany - 64) / 4) + "example";
        }
        return has(feed, column, Pattern.class) ? "1".repeat(tooMany) + "_20240101" : "x".repeat(tooMany);
    }

    /** The column that the rejection will name. */
    @Nullable String reported(Column column) {
        return this == TOO_MANY_CELLS ? null : column.name();
    }

    /** The row as bytes of the file. */
    byte[] bytes(String row) {
        return row.getBytes(this == NOT_UTF_8 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** Whether a column has a constraint of a kind. */
    static boolean has(FeedDefinition feed, Column column, Class<? extends Annotation> kind) {
        return constraint(feed, column, kind) != null;
    }

    private static <A extends Annotation> @Nullable A constraint(FeedDefinition feed, Column column, Class<A> kind) {
        try {
            return feed.type().getDeclaredField(column.component()).getAnnotation(kind);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isEnum(FeedDefinition feed, Column column) {
        return Coded.class.isAssignableFrom(
                feed.type().getRecordComponents()[column.index()].getType());
    }
}
