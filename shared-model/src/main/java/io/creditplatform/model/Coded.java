package io.creditplatform.model;

/** A value of a closed list, known outside the program by its code. */
public interface Coded {

    /** The code as files, tables and answers show it. */
    String code();
}
