package io.creditplatform.model;

/** A value of a closed list, known outside the program by its code. */
public interface Coded {

    /** The code as files, tables and answers show it. */
    String code();

    /**
     * The value with a code.
     *
     * @throws IllegalArgumentException if there is none
     */
    static <T extends Enum<T> & Coded> T of(Class<T> type, String code) {
        for (T value : type.getEnumConstants()) {
            if (value.code().equals(code)) {
                return value;
            }
        }
        throw new IllegalArgumentException(type.getSimpleName() + " has no '" + code + "'");
    }
}
