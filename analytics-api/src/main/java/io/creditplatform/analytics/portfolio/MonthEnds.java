package io.creditplatform.analytics.portfolio;

import io.creditplatform.analytics.currency.MissingRate;
import io.creditplatform.analytics.currency.Reporting;
import io.creditplatform.database.Database;
import io.creditplatform.database.Vocabulary;
import io.creditplatform.model.Currency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was open at the ends of months, and what became of it until the next one. A credit's status at the end of a month is the
 * one that {@link StatusAt} tells of that day; here it is read once for all months, in one pass over the histories.
 */
final class MonthEnds {

    /** Ten years: no day that is asked about makes an answer longer than that. */
    private static final int MOST_MONTHS = 120;

    /**
     * Of a month's entries the last one says how the month ends, and so do the months up to that of the next one; after the
     * newest entry it is the credit's own status. One without a history is there since it was issued, or always.
     */
    private static final String SQL = """
            SELECT from_month, until_month, still_open, due_day, currency, count(*) AS credits,
                coalesce(sum(amount_minor), 0) AS open_minor, count(*) - count(amount_minor) AS missing
            FROM (SELECT s.from_month, s.until_month, s.is_open,
                    lead(s.is_open) OVER (PARTITION BY s.credit_id ORDER BY s.from_month) AS still_open,
                    %1$s AS due_day, c.currency, %2$s AS amount_minor
                  FROM (SELECT h.credit_id, h.from_month, h.until_month,
                            CASE WHEN %3$s THEN 1 ELSE 0 END AS is_open
                        FROM (SELECT credit_id, status, %4$s AS from_month,
                                lead(%4$s) OVER (PARTITION BY credit_id ORDER BY changed_at, %5$s) AS until_month
                              FROM credit_histories) h
                            JOIN credits o ON o.credit_id = h.credit_id
                        WHERE h.until_month IS NULL OR h.until_month <> h.from_month
                        UNION ALL
                        SELECT o.credit_id, coalesce(%6$s, ''), NULL, CASE WHEN %7$s THEN 1 ELSE 0 END
                        FROM credits o
                        WHERE NOT EXISTS (SELECT 1 FROM credit_histories h WHERE h.credit_id = o.credit_id)) s
                      JOIN credits c ON c.credit_id = s.credit_id %8$s) open_credits
            WHERE is_open = 1
            GROUP BY from_month, until_month, still_open, due_day, currency
            """;

    private final List<Spell> spells;
    private final Reporting reporting;
    private final YearMonth last;

    /**
     * Credits that were open at the same month ends, and are due on the same day.
     *
     * @param from the first month that they were open at the end of; null if they always were
     * @param until the first one that it does not tell of any more; null if it tells of all
     * @param stillOpen whether they were open at the end of that one
     */
    private record Spell(
            @Nullable YearMonth from,
            @Nullable YearMonth until,
            boolean stillOpen,
            @Nullable LocalDate due,
            Currency currency,
            long credits,
            long minor,
            long missing) {

        boolean covers(YearMonth month) {
            return (from == null || !from.isAfter(month)) && (until == null || until.isAfter(month));
        }

        boolean isOpenAfter(YearMonth month) {
            return covers(month.plusMonths(1)) || stillOpen;
        }
    }

    /** From one bucket to another one, or to null: no longer open. */
    record Move(AgeingBucket from, @Nullable AgeingBucket to) {

        /** Code of where it leads to. */
        String toCode() {
            return to == null ? RollRate.CLOSED : to.code();
        }

        boolean isWorse() {
            return to != null && to.compareTo(from) > 0;
        }
    }

    /** All moves that there can be: only days pass, so that a bucket leads to itself, to worse ones, or to none. */
    static List<Move> possible() {
        List<Move> moves = new ArrayList<>();
        for (AgeingBucket from : AgeingBucket.values()) {
            from.andWorse().forEach(to -> moves.add(new Move(from, to)));
            moves.add(new Move(from, null));
        }
        return moves;
    }

    private MonthEnds(List<Spell> spells, Reporting reporting, YearMonth last) {
        this.spells = spells;
        this.reporting = reporting;
        this.last = last;
    }

    /** All up to the last month end that is not after a day. */
    static MonthEnds upTo(LocalDate day, InMarket market, Reporting reporting, Database database, JdbcClient jdbc) {
        List<Spell> spells = jdbc.sql(SQL.formatted(
                        database.day("c.due_date"),
                        reporting.ofCredit(),
                        Vocabulary.open("CASE WHEN h.until_month IS NULL THEN o.status ELSE h.status END"),
                        database.yearMonth("changed_at"),
                        Vocabulary.station("status"),
                        database.yearMonth("o.issue_date"),
                        Vocabulary.open("o.status"),
                        market.condition("WHERE")))
                .params(market.values())
                .query((row, index) -> spell(row))
                .list();
        YearMonth month = YearMonth.from(day);
        return new MonthEnds(spells, reporting, month.atEndOfMonth().equals(day) ? month : month.minusMonths(1));
    }

    private static Spell spell(ResultSet row) throws SQLException {
        String from = row.getString("from_month");
        String until = row.getString("until_month");
        String due = row.getString("due_day");
        return new Spell(
                from.isEmpty() ? null : YearMonth.parse(from),
                until == null ? null : YearMonth.parse(until),
                row.getInt("still_open") == 1,
                due == null ? null : LocalDate.parse(due),
                Currency.valueOf(row.getString("currency")),
                row.getLong("credits"),
                row.getLong("open_minor"),
                row.getLong("missing"));
    }

    /** The last month. */
    YearMonth last() {
        return last;
    }

    /** The months since something was open for the first time, the oldest first; at most ten years of them. */
    List<YearMonth> all() {
        YearMonth earliest = last.minusMonths(MOST_MONTHS - 1);
        YearMonth first = spells.stream()
                .map(spell ->
                        spell.from() == null ? last : spell.from()) // of what always was, nothing tells since when
                .min(Comparator.naturalOrder())
                .orElse(last.plusMonths(1));
        first = first.isBefore(earliest) ? earliest : first;
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    /** What was open at the end of a month, by bucket; buckets without any are left out. */
    Map<AgeingBucket, ConvertedCredits> openAt(YearMonth month) {
        Map<AgeingBucket, ConvertedCredits> open = new EnumMap<>(AgeingBucket.class);
        moves(month).forEach((move, credits) -> open.merge(move.from(), credits, ConvertedCredits::plus));
        return open;
    }

    /** What became of it until the end of the next one. */
    Map<Move, ConvertedCredits> moves(YearMonth month) {
        LocalDate end = month.atEndOfMonth();
        LocalDate next = month.plusMonths(1).atEndOfMonth();
        Map<Move, ConvertedCredits> moves = new HashMap<>();
        for (Spell spell : spells) {
            if (spell.covers(month)) {
                AgeingBucket to = spell.isOpenAfter(month) ? AgeingBucket.of(spell.due(), next) : null;
                moves.merge(
                        new Move(AgeingBucket.of(spell.due(), end), to),
                        new ConvertedCredits(
                                spell.credits(),
                                spell.minor(),
                                spell.missing() == 0
                                        ? List.of()
                                        : List.of(new MissingRate(
                                                spell.currency(), reporting.currency(), spell.missing()))),
                        ConvertedCredits::plus);
            }
        }
        return moves;
    }
}
