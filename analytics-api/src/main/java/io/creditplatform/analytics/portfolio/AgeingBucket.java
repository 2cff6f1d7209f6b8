package io.creditplatform.analytics.portfolio;

import io.creditplatform.database.Database;
import io.creditplatform.model.Coded;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How long a credit is past due, in days: the day that is asked about − the date that it is due on (docs/domain.md#portfolio). */
enum AgeingBucket implements Coded {
    NOT_DUE("not_due", 0),
    DAYS_1_TO_30("1-30", 30),
    DAYS_31_TO_60("31-60", 60),
    DAYS_61_TO_90("61-90", 90),
    OVER_90_DAYS("90+", Integer.MAX_VALUE);

    private static final List<AgeingBucket> BOUNDED =
            Arrays.stream(values()).filter(bucket -> bucket != OVER_90_DAYS).toList();

    private final String code;
    private final int mostDays;

    AgeingBucket(String code, int mostDays) {
        this.code = code;
        this.mostDays = mostDays;
    }

    @Override
    public String code() {
        return code;
    }

    /** Whether what is in it is past due. */
    boolean isOverdue() {
        return this != NOT_DUE;
    }

    /** The bucket that is worse by one, or null for the worst. */
    @Nullable AgeingBucket next() {
        if (this == OVER_90_DAYS) {
            return null;
        }
        List<AgeingBucket> all = List.of(values());
        return all.get(all.indexOf(this) + 1);
    }

    /** The bucket of a credit that is due on a day, or on none, as seen on another one. */
    static AgeingBucket of(@Nullable LocalDate due, LocalDate day) {
        return due == null
                ? NOT_DUE
                : Arrays.stream(values())
                        .filter(bucket -> ChronoUnit.DAYS.between(due, day) <= bucket.mostDays)
                        .findFirst()
                        .orElse(OVER_90_DAYS);
    }

    /** The bucket and the worse ones. */
    List<AgeingBucket> andWorse() {
        return Arrays.stream(values())
                .filter(bucket -> bucket.compareTo(this) >= 0)
                .toList();
    }

    /**
     * SQL for the code of the bucket that a due date, or the lack of one, belongs to.
     *
     * @param day names the day among those of the query; its parameters are {@link #bounds} for the same name
     */
    static String of(String dueDate, String day) {
        return BOUNDED.stream()
                .map(bucket -> " WHEN " + dueDate + " >= :" + bucket.bound(day) + " THEN '" + bucket.code + "'")
                .collect(Collectors.joining(
                        "",
                        "CASE WHEN " + dueDate + " IS NULL THEN '" + NOT_DUE.code + "'",
                        " ELSE '" + OVER_90_DAYS.code + "' END"));
    }

    private String bound(String day) {
        return day + "_" + mostDays;
    }

    /** From when on a credit must be due, to the moment, in order to be in a bucket on that day, by names of parameters. */
    static Map<String, Object> bounds(String day, LocalDate date, Database database) {
        return BOUNDED.stream()
                .collect(Collectors.toMap(
                        bucket -> bucket.bound(day),
                        bucket -> Objects.requireNonNull(database.sqlValue(
                                date.minusDays(bucket.mostDays).atStartOfDay().toInstant(ZoneOffset.UTC)))));
    }
}
