package io.creditplatform.quality;

import io.creditplatform.model.Coded;
import java.util.Arrays;

/** How bad it is that a row breaks a rule, worst first. */
public enum Severity implements Coded {
    CRITICAL("Critical", "figures that rest on the row are wrong; correct it before they are used"),
    WARNING("Warning", "the row contradicts another one; find out which of them is right"),
    INFO("Info", "the row is unusual; worth a look, not wrong as such");

    private final String code;
    private final String meaning;

    Severity(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    @Override
    public String code() {
        return code;
    }

    /** What follows from it, for documentation. */
    public String meaning() {
        return meaning;
    }

    /** Whether it is as bad as the other one, or worse. */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    /**
     * The severity of that code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Severity of(String code) {
        return Arrays.stream(values())
                .filter(severity -> severity.code.equalsIgnoreCase(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + code + "' is no severity, expected one of Critical, Warning, Info"));
    }
}
