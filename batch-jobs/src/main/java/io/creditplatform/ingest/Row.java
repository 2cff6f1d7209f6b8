package io.creditplatform.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one record of a file when it was read. */
sealed interface Row {

    /** Line of the file on which the record begins, counted from 1. */
    long line();

    /**
     * A record that is a valid row by itself; whether its parent is known is seen later.
     *
     * @param values in the feed's column order; first as the record has them, in a block as the database takes them
     * @param rounded how many amounts of money had to be rounded
     */
    @SuppressWarnings("ArrayRecordComponent") // rows are never compared, and millions are made
    record Accepted(long line, @Nullable Object[] values, int rounded) implements Row {}

    /**
     * A record that goes to quarantine.
     *
     * @param raw the record as the file has it, cut where it is very long
     */
    record Rejected(long line, String raw, List<Reason> reasons) implements Row {}
}
