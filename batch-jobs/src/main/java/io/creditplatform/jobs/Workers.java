package io.creditplatform.jobs;

import io.creditplatform.ingest.ExtractFile;
import io.creditplatform.jobs.broker.BrokerAddress;
import io.creditplatform.setting.Setting;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a load are staged: one after the other, or in parts by several workers.
 *
 * @param count how many work at once within the process
 * @param partBytes bytes that a part shall have at least
 * @param broker by which workers elsewhere are told of parts; null if this process stages them
 */
public record Workers(int count, long partBytes, @Nullable BrokerAddress broker) {

    /** Some within the process. */
    public Workers(int count, long partBytes) {
        this(count, partBytes, null);
    }

    /** Files are staged one after the other. */
    public static final Workers NONE = new Workers(1, ExtractFile.UNCUT);

    /** Several within the process, with parts of the size that is set. */
    public static Workers within(int count) {
        return count == 1 ? NONE : new Workers(count, Math.max(1, Setting.PART_BYTES.number()));
    }

    /** Worker processes that a broker tells of parts, which have the size that is set. */
    public static Workers at(BrokerAddress broker) {
        return new Workers(1, Math.max(1, Setting.PART_BYTES.number()), broker);
    }

    /** Whether files are staged in parts. */
    boolean areWanted() {
        return partBytes != ExtractFile.UNCUT;
    }
}
