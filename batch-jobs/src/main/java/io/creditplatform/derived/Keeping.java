package io.creditplatform.derived;

/**
 * For what derived rows are worked out.
 *
 * @param loadId the load that new rows belong to
 */
record Keeping(long loadId, Purpose purpose) {

    /** What becomes of rows that differ from those that are there. */
    enum Purpose {
        /** A load changes them: they get its number, and what was there before is kept as a version. */
        LOAD,
        /** They are put right, as if they had always been. */
        REBUILD,
        /** They are only told of. */
        COMPARE
    }

    boolean isLoad() {
        return purpose == Purpose.LOAD;
    }

    boolean isComparison() {
        return purpose == Purpose.COMPARE;
    }

    /** A name for a table that lives as long as the work does; such tables are nobody's schema. */
    String scratch(String what) {
        return "stage_" + loadId + "_" + what;
    }
}
