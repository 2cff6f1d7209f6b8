package io.creditplatform.retention;

/** What is kept, and removed after a while. */
public enum Kept {
    /** The versions that loads replaced or removed. Without them, neither the state before such a load nor that before an earlier one can be told, or come back. */
    HISTORY("version of a row or figure", "versions of rows and figures"),
    /** The rows that loads refused; how many and why stays with the load. */
    QUARANTINE("rejected row", "rejected rows"),
    /** What the quality check found. */
    CHECKS("issue or profile", "issues and profiles"),
    /** What Spring Batch notes of each job. */
    JOBS("job", "jobs"),
    /** The records of loads that nothing rests on any more. */
    LOADS("record", "records");

    private final String one;
    private final String unit;

    Kept(String one, String unit) {
        this.one = one;
        this.unit = unit;
    }

    /** What is counted when it is removed. */
    public String unit() {
        return unit;
    }

    /** So many of them, in a sentence. */
    public String counted(long count) {
        return count + " " + (count == 1 ? one : unit);
    }
}
