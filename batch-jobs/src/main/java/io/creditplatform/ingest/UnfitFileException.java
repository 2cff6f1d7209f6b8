package io.creditplatform.ingest;

import java.io.IOException;

/**
 * A file is not what a feed's file has to be. The message is what follows the file's name in a sentence, then what to do
 * next.
 */
final class UnfitFileException extends IOException {

    static final String AGAIN = ". Have it delivered again.";

    private static final long serialVersionUID = 1L;

    UnfitFileException(String message) {
        super(message);
    }

    static UnfitFileException cutShort(long position, String place) {
        return new UnfitFileException("is cut short after " + position + " bytes, " + place + AGAIN);
    }

    static UnfitFileException damaged(long position, String what) {
        return new UnfitFileException("is damaged after " + position + " bytes: " + what + AGAIN);
    }
}
