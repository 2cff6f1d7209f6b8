package io.creditplatform.ingest;

/** Is told how a load gets on. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (task, done, total) -> {};

    /**
     * Something has been achieved.
     *
     * @param task what is being done, such as the name of the feed being staged
     * @param done bytes of the extract that have been worked through
     * @param total bytes of the whole extract
     */
    void at(String task, long done, long total);
}
