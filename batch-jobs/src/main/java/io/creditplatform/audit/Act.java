package io.creditplatform.audit;

/** What is done to a database, as far as the {@link AuditLog} tells of it. */
public enum Act {
    /** A load was begun; a dry run, too. */
    IMPORT,
    /** A load that had failed or was interrupted went on. */
    RESUME,
    /** The newest load was taken back. */
    UNDO,
    /** An unfinished load was given up for good. */
    ABANDON,
    /** What was kept for long enough was removed. */
    PRUNE,
    /** The schema was brought to a newer version. */
    MIGRATE,
    /** The schema was brought back to an earlier version. */
    ROLLBACK,
    /** What is derived from the rows was worked out anew. */
    REBUILD,
    /** A token was made. */
    TOKEN
}
