package io.creditplatform.analytics.web;

/**
 * What an endpoint answers. Its controller has read the parameters by then; what it costs to answer is only done when no cached
 * answer will do and the client has not got the answer already.
 *
 * @param <T> the record that a row, or the one object, is
 */
public sealed interface Answer<T> permits Listing, Single {

    /** What makes an older answer to the same question worthless. */
    Basis basis();

    /** What answers rest on. */
    enum Basis {
        /** The published loads alone. */
        LOADS,
        /** The runs of the data-quality rules too. */
        QUALITY
    }
}
