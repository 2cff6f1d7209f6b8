package io.creditplatform.derived;

/**
 * For whom derived rows are worked out.
 *
 * @param loadId the load that the rows belong to which are new
 * @param isLoad whether that load changes them, so that its number goes to what it changed, and what was there before is kept as a version; else they
 *     are put right, as if they had always been
 */
record Keeping(long loadId, boolean isLoad) {

    /** A name for a table that lives as long as the work does. */
    String scratch(String what) {
        return "stage_" + loadId + "_" + what; // which is nobody's schema
    }
}
