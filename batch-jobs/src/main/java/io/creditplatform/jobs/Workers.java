package io.creditplatform.jobs;

import io.creditplatform.ingest.ExtractFile;
import io.creditplatform.setting.Setting;

/**
 * How the files of a load are staged: one after the other, or in parts by several workers.
 *
 * @param count how many work at once within the process
 * @param partBytes bytes that a part shall have at least
 */
public record Workers(int count, long partBytes) {

    /** Files are staged one after the other. */
    public static final Workers NONE = new Workers(1, ExtractFile.UNCUT);

    /** Several within the process, with parts of the size that is set. */
    public static Workers within(int count) {
        return count == 1 ? NONE : new Workers(count, Math.max(1, Setting.PART_BYTES.number()));
    }

    /** Whether files are staged in parts. */
    boolean areWanted() {
        return partBytes != ExtractFile.UNCUT;
    }
}
