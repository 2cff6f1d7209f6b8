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
    TOO_FEW_CELLS(RejectionCode.MISSING_CELL) {
        @Override
        boolean suits(FeedDefinition feed, Column column) {
            return isLast(feed, column);
        }

        @Override
        void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
            cells.remove(column.index());
        }
    },
    TOO_MANY_CELLS(RejectionCode.EXTRA_CELL) {
        @Override
        boolean suits(FeedDefinition feed, Column column) {
            return isLast(feed, column);
        }

        @Override
        void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
            cells.add("more");
        }

        @Override
        @Nullable String reported(Column column) {
            return null;
        }
    },
    BLANK(RejectionCode.REQUIRED) {
        @Override
        boolean suits(FeedDefinition feed, Column column) {
            return column.required();
        }

        @Override
        void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
            cells.set(column.index(), pick(List.of("", "  ", "\"\""), nth));
        }
    },
    OF_ANOTHER_TYPE(RejectionCode.TYPE) {
        @Override
        boolean suits(FeedDefinition feed, Column column) {
            return !column.type().isText() && !isEnum(feed, column);
        }

        @Override
        void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
            cells.set(column.index(), pick(List.of("12abc", "NaN", "2025-02-30", "٣", "\"1,234.56\"", "null"), nth));
        }
    },
    NOT_IN_THE_LIST(RejectionCode.ENUM) {
        @Override
        boolean suits(FeedDefinition feed, Column column) {
            return isEnum(feed, column);
        }

        @Override
        void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
            cells.set(column.index(), pick(List.of("Unknown", cells.get(column.index()) + " ", "NEw", "0"), nth));
        }
    },
    OUT_OF_RANGE(RejectionCode.RANGE) {
        @Override
        boolean suits(FeedDefinition feed, Column column) {
            return constraint(feed, column, Positive.class) != null
                    || constraint(feed, column, PositiveOrZero.class) != null;
        }

        @Override
        void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
            cells.set(column.index(), pick(List.of("-1", "-2147483649"), nth));
        }
    },
    MALFORMED(RejectionCode.FORMAT) {
        @Override
        boolean suits(FeedDefinition feed, Column column) {
            return constraint(feed, column, Email.class) != null || constraint(feed, column, Pattern.class) != null;
        }

        @Override
        void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
            cells.set(column.index(), pick(List.of("nobody at home", "x@@example.com"), nth));
        }
    },
    WITHOUT_PARENT(RejectionCode.UNKNOWN_PARENT) {
        @Override
        boolean suits(FeedDefinition feed, Column column) {
            return column.parent() != null;
        }

        @Override
        void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
            cells.set(column.index(), column.type().isText() ? "404_20240101" : "9000000000000000000");
        }
    },
    QUOTE_WITHIN(RejectionCode.QUOTE) {
        @Override
        boolean suits(FeedDefinition feed, Column column) {
            return column.type().isText();
        }

        @Override
        void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
            cells.set(column.index(), "a 5\" pipe");
        }
    },
    TEXT_AFTER_QUOTE(RejectionCode.QUOTE) {
        @Override
        boolean suits(FeedDefinition feed, Column column) {
            return true;
        }

        @Override
        void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
            cells.set(column.index(), "\"quoted\" or not");
        }
    },
    NOT_UTF_8(RejectionCode.ENCODING) {
        @Override
        boolean suits(FeedDefinition feed, Column column) {
            return true;
        }

        @Override
        void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
            cells.replaceAll(cell -> cell.chars().allMatch(c -> c < 0x80) ? cell : "plain");
            cells.set(column.index(), "Müller");
        }

        @Override
        byte[] bytes(String row) {
            return row.getBytes(StandardCharsets.ISO_8859_1);
        }
    },
    LONGER_THAN_ALLOWED(RejectionCode.TOO_LONG) {
        @Override
        boolean suits(FeedDefinition feed, Column column) {
            return constraint(feed, column, Size.class) != null;
        }

        @Override
        void spoil(List<String> cells, FeedDefinition feed, Column column, long nth) {
            Size size = constraint(feed, column, Size.class);
            int tooMany = size == null ? 0 : size.max() + 1;
            cells.set(
                    column.index(),
                    constraint(feed, column, Email.class) != null
                            ? "a".repeat(64) + "@" + "bcd.".repeat((tooMany - 64) / 4) + "example"
                            : constraint(feed, column, Pattern.class) != null
                                    ? "1".repeat(tooMany) + "_20240101"
                                    : "x".repeat(tooMany));
        }
    };

    final RejectionCode code;

    BadRow(RejectionCode code) {
        this.code = code;
    }

    /** Whether a cell of this column can be spoiled so. */
    abstract boolean suits(FeedDefinition feed, Column column);

    /**
     * Spoils the cells of a row, which are as they stand in the file.
     *
     * @param nth how often this has been done before in the feed, for variety
     */
    abstract void spoil(List<String> cells, FeedDefinition feed, Column column, long nth);

    /** The column that the rejection will name. */
    @Nullable String reported(Column column) {
        return column.name();
    }

    /** The row as bytes of the file. */
    byte[] bytes(String row) {
        return row.getBytes(StandardCharsets.UTF_8);
    }

    /** A column's constraint of a kind, or null. */
    static <A extends Annotation> @Nullable A constraint(FeedDefinition feed, Column column, Class<A> kind) {
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

    private static boolean isLast(FeedDefinition feed, Column column) {
        return column.index() == feed.columns().size() - 1;
    }

    private static <T> T pick(List<T> list, long nth) {
        return list.get((int) (nth % list.size()));
    }
}
