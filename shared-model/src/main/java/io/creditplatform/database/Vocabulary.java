package io.creditplatform.database;

import io.creditplatform.model.ChatRole;
import io.creditplatform.model.Coded;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.LeadStatus;
import io.creditplatform.model.TransactionType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of the domain in SQL, where they are the same for both kinds of database. What a word stands for is said by the
 * enums; no query and no rule spells a code out.
 */
public final class Vocabulary {

    private static final Map<String, String> WORDS = Map.of(
            "issued", codes(CreditStatus.ISSUED),
            "open", codes(CreditStatus.OPEN),
            "closed", codes(CreditStatus.CLOSED),
            "approved", code(CreditStatus.APPROVED),
            "deposited", code(CreditStatus.DEPOSIT),
            "paid", code(CreditStatus.PAID),
            "cancelled", code(CreditStatus.CANCELLED),
            "confirmed", code(LeadStatus.CONFIRMED),
            "senior", code(ChatRole.SAM),
            "steps", steps());

    private Vocabulary() {}

    /** A code as SQL text. */
    public static String code(Coded value) {
        return "'" + value.code() + "'";
    }

    /** Codes with commas between them, for a list in brackets. */
    public static String codes(Collection<? extends Coded> values) {
        return values.stream().map(Vocabulary::code).collect(Collectors.joining(", "));
    }

    /** A condition: the column holds one of these. */
    public static String isIn(String column, Collection<? extends Coded> values) {
        return column + " IN (" + codes(values) + ")";
    }

    /** A condition: the credit whose status that is was paid out. */
    public static String issued(String status) {
        return isIn(status, CreditStatus.ISSUED);
    }

    /** A condition: the money of the credit whose status that is is still out. */
    public static String open(String status) {
        return isIn(status, CreditStatus.OPEN);
    }

    /** A condition: the lead whose status that is has become an order. */
    public static String confirmed(String status) {
        return status + " = " + code(LeadStatus.CONFIRMED);
    }

    /**
     * The amount of a wallet transaction in minor units, negative if it left the wallet.
     *
     * @param table its name in the query
     */
    public static String signed(String table) {
        return "CASE " + table + ".type WHEN " + code(TransactionType.DEPOSIT) + " THEN " + table
                + ".amount_minor ELSE -" + table + ".amount_minor END";
    }

    /** The place of a status in a credit's life, for the order of entries at the same moment. */
    public static String station(String status) {
        List<CreditStatus> stations = List.of(CreditStatus.values());
        return stations.stream()
                .map(station -> " WHEN " + code(station) + " THEN " + stations.indexOf(station))
                .collect(Collectors.joining("", "CASE " + status, " END"));
    }

    /** The steps that a credit may take, each as text such as {@code New>InReview}, the first one as {@code >New}; with commas between them. */
    public static String steps() {
        return Stream.concat(
                        Stream.of("'>" + CreditStatus.NEW.code() + "'"),
                        Arrays.stream(CreditStatus.values()).flatMap(from -> from.next().stream()
                                .map(to -> "'" + from.code() + ">" + to.code() + "'")))
                .collect(Collectors.joining(", "));
    }

    /** The words that rules may use, with the codes that each stands for, commas between them. */
    public static Map<String, String> words() {
        return WORDS;
    }
}
