package io.creditplatform.console;

/** Is told how something that takes its time gets on. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (task, done, total) -> {};

    /**
     * Something has been achieved.
     *
     * @param task what is being done, such as the name of the feed being staged
     * @param done how much has been worked through, such as bytes of an extract
     * @param total how much there is
     */
    void at(String task, long done, long total);
}
