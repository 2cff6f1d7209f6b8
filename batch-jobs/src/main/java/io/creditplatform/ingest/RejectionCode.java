package io.creditplatform.ingest;

import io.creditplatform.feed.CellFormatException;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;

/** Why a row is refused, named after the error catalogue of the Frictionless Data standard where it has a name. */
public enum RejectionCode {
    MISSING_CELL("missing-cell", "the row has fewer cells than the header"),
    EXTRA_CELL("extra-cell", "the row has more cells than the header"),
    REQUIRED("required", "a cell that must have a value is blank"),
    TYPE("type", "a cell cannot be read as its column's type"),
    ENUM("enum", "a cell is none of the values that its column may have"),
    RANGE("range", "a number lies outside its column's range", List.of(Positive.class, PositiveOrZero.class)),
    FORMAT(
            "format",
            "a text does not have its column's form, or white space stands around a code",
            List.of(Email.class, Pattern.class)),
    UNKNOWN_PARENT(
            "unknown-parent", "the row that this one belongs to is neither in the database nor accepted in this load"),
    QUOTE("quote", "the quotation marks do not pair up, or text stands beside them"),
    ENCODING("encoding", "the bytes of a cell are not UTF-8"),
    TOO_LONG("too-long", "a text is longer than its column, or the reader, takes", List.of(Size.class));

    private final String code;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Class<? extends Annotation>> constraints;

    RejectionCode(String code, String meaning) {
        this(code, meaning, List.of());
    }

    RejectionCode(String code, String meaning, List<Class<? extends Annotation>> constraints) {
        this.code = code;
        this.meaning = meaning;
        this.constraints = constraints;
    }

    /** The code as reports and the quarantine show it. */
    public String code() {
        return code;
    }

    /** Whether it says that no cell of the row can be trusted to stand in its column. */
    boolean isStructural() {
        return this == MISSING_CELL || this == EXTRA_CELL || this == QUOTE || this == ENCODING;
    }

    /** One sentence, for documentation. */
    public String meaning() {
        return meaning;
    }

    static RejectionCode of(String code) {
        return Arrays.stream(values())
                .filter(known -> known.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No rejection code is called " + code));
    }

    static RejectionCode of(CellFormatException.Fault fault) {
        return switch (fault) {
            case TYPE -> TYPE;
            case LIST -> ENUM;
            case FORM -> FORMAT;
            case RANGE -> RANGE;
        };
    }

    static RejectionCode of(Class<? extends Annotation> constraint) {
        return Arrays.stream(values())
                .filter(code -> code.constraints.contains(constraint))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No rejection code stands for @" + constraint.getSimpleName() + "; give it one"));
    }
}
