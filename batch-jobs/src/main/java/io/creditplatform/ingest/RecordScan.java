package io.creditplatform.ingest;

/**
 * Follows one record to its end and keeps nothing of it: tells of a record that the parser gave up whether its quotation
 * marks pair up. It is fed characters or bytes of UTF-8, whichever are at hand, since all that matters to it is ASCII.
 */
final class RecordScan {

    private enum Place {
        CELL_START,
        UNQUOTED,
        QUOTED,
        AFTER_QUOTE,
        END,
        BROKEN
    }

    private Place place = Place.CELL_START;
    private int cells = 1;
    private int breaks;
    private boolean afterCr;

    /** Takes the next character; false if the record ends with it or is broken by it. */
    boolean take(int c) {
        if (place == Place.QUOTED) {
            breaks += c == '\r' || (c == '\n' && !afterCr) ? 1 : 0;
            afterCr = c == '\r';
            place = c == '"' ? Place.AFTER_QUOTE : Place.QUOTED;
        } else if (c == ',') {
            cells++;
            place = Place.CELL_START;
        } else if (c == '\r' || c == '\n') {
            place = Place.END;
        } else if (c == '"' && place != Place.UNQUOTED) {
            place = Place.QUOTED;
        } else {
            place = place == Place.AFTER_QUOTE ? Place.BROKEN : Place.UNQUOTED;
        }
        return place != Place.END && place != Place.BROKEN;
    }

    /** Whether the record could end where it has come to, be it at a line's end or the file's. */
    boolean isWhole() {
        return place != Place.QUOTED && place != Place.BROKEN;
    }

    /** How many cells it has. */
    int cells() {
        return cells;
    }

    /** How many line breaks lie within it. */
    int breaks() {
        return breaks;
    }
}
