package io.creditplatform.analytics.web;

/**
 * What an endpoint answers. Its controller has read the parameters by then; what it costs to answer is only done when no kept
 * answer will do.
 *
 * @param <T> the record that a row, or the one object, is
 */
public sealed interface Answer<T> permits Listing, Single {

    /** What makes an older answer to the same question worthless. */
    Basis basis();

    /** What answers rest on: the newest published load, always, and something that changes besides. */
    enum Basis {
        /** Nothing else. */
        LOADS("SELECT NULL"),
        /** The runs of the data-quality rules. */
        QUALITY("SELECT CAST(max(run_id) AS TEXT) FROM quality_runs WHERE status = 'COMPLETED'"),
        /** The loads that are not published: how many there are, have failed, and how far they are. */
        ALL_LOADS("""
                SELECT count(*) || '.' || count(CASE WHEN status = 'FAILED' THEN 1 END) || '.'
                    || (SELECT coalesce(sum("read"), 0) FROM load_feeds)
                FROM loads WHERE dry_run = 0""");

        private final String mark;

        Basis(String mark) {
            this.mark = mark;
        }

        /** SQL for a text that is another one after each such change. */
        String mark() {
            return mark;
        }
    }
}
