package io.creditplatform.ingest;

/** The keys of a file stop ascending after rows were left out of its stage: it has to be staged anew, and whole. */
public final class OrderBrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OrderBrokenException(String message) {
        super(message);
    }
}
