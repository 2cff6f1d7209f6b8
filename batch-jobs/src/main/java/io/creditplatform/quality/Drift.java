package io.creditplatform.quality;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column that changed much from one load to the next.
 *
 * @param currency what the amounts of a column of money are in; they are compared with those in the same one
 * @param measure what changed: {@code null_share} or {@code mean}
 */
public record Drift(
        String entity, String column, @Nullable String currency, String measure, BigDecimal before, BigDecimal now) {

    /** A share of empty cells that moves by more than this is named. */
    static final BigDecimal NULL_SHARE_JUMP = new BigDecimal("0.05");

    /** A mean that moves by more than this share of what it was is named. */
    static final BigDecimal MEAN_JUMP = new BigDecimal("0.25");

    /** The columns that changed much, in the order of the profiles. */
    static List<Drift> between(List<ColumnProfile> before, List<ColumnProfile> now) {
        Map<String, ColumnProfile> former = before.stream().collect(Collectors.toMap(Drift::name, Function.identity()));
        List<Drift> drifts = new ArrayList<>();
        for (ColumnProfile profile : now) {
            ColumnProfile earlier = former.get(name(profile));
            if (earlier != null && earlier.rows() > 0 && profile.rows() > 0) {
                BigDecimal nullShare = profile.nullShare();
                if (jump(earlier.nullShare(), nullShare).compareTo(NULL_SHARE_JUMP) > 0) {
                    drifts.add(of(profile, "null_share", earlier.nullShare(), nullShare));
                }
                BigDecimal meanBefore = earlier.mean();
                BigDecimal meanNow = profile.mean();
                if (meanBefore != null
                        && meanNow != null
                        && jump(meanBefore, meanNow).compareTo(MEAN_JUMP.multiply(meanBefore.abs())) > 0) {
                    drifts.add(of(profile, "mean", meanBefore, meanNow));
                }
            }
        }
        return List.copyOf(drifts);
    }

    private static Drift of(ColumnProfile profile, String measure, BigDecimal before, BigDecimal now) {
        return new Drift(profile.entity(), profile.column(), profile.currency(), measure, before, now);
    }

    /** The column as people name it. */
    public String label() {
        return entity + "." + ColumnProfile.label(column, currency);
    }

    private static BigDecimal jump(BigDecimal before, BigDecimal now) {
        return now.subtract(before).abs();
    }

    private static String name(ColumnProfile profile) {
        return profile.entity() + "." + profile.label();
    }
}
