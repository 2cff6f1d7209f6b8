package io.creditplatform.retention;

/** What is kept, and removed after a while. */
public enum Kept {
    /** The versions that loads replaced or removed. Without them, neither the state before such a load nor that before an earlier one can be told, or come back. */
    HISTORY("versions of rows and figures"),
    /** The rows that loads refused; how many and why stays with the load. */
    QUARANTINE("rejected rows"),
    /** What the quality check found. */
    CHECKS("issues and profiles"),
    /** What Spring Batch notes of each job. */
    JOBS("jobs"),
    /** The records of loads that nothing rests on any more. */
    LOADS("records");

    private final String unit;

    Kept(String unit) {
        this.unit = unit;
    }

    /** What is counted when it is removed. */
    public String unit() {
        return unit;
    }
}
