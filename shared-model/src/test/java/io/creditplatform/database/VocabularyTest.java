package io.creditplatform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.model.LeadStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words of the domain are those codes, and no others. */
class VocabularyTest {

    @Test
    void conditionsNameTheCodes() {
        assertThat(Vocabulary.issued("c.status")).isEqualTo("c.status IN ('Approved', 'Deposit', 'Paid')");
        assertThat(Vocabulary.open("status")).isEqualTo("status IN ('Approved', 'Deposit')");
        assertThat(Vocabulary.confirmed("l.status")).isEqualTo("l.status = 'Confirmed'");
        assertThat(Vocabulary.isIn("status", List.of(LeadStatus.NEW, LeadStatus.CANCELLED)))
                .isEqualTo("status IN ('New', 'Cancelled')");
    }

    @Test
    void withdrawalsAreNegative() {
        assertThat(Vocabulary.signed("w"))
                .isEqualTo("CASE w.type WHEN 'deposit' THEN w.amount_minor ELSE -w.amount_minor END");
    }

    @Test
    void stationsAreNumberedInTheOrderOfACreditsLife() {
        assertThat(Vocabulary.station("h.status"))
                .isEqualTo("CASE h.status WHEN 'New' THEN 0 WHEN 'InReview' THEN 1 WHEN 'Approved' THEN 2"
                        + " WHEN 'Deposit' THEN 3 WHEN 'Paid' THEN 4 WHEN 'Cancelled' THEN 5 END");
    }

    @Test
    void stepsAreThoseThatACreditMayTake() {
        assertThat(Vocabulary.steps().split(", ", -1))
                .containsExactlyInAnyOrder(
                        "'>New'",
                        "'New>InReview'",
                        "'New>Cancelled'",
                        "'InReview>Approved'",
                        "'InReview>Cancelled'",
                        "'Approved>Deposit'",
                        "'Approved>Paid'",
                        "'Approved>Cancelled'",
                        "'Deposit>Paid'",
                        "'Deposit>Cancelled'");
    }

    @Test
    void rulesHaveAWordForEachSet() {
        assertThat(Vocabulary.words())
                .containsEntry("open", "'Approved', 'Deposit'")
                .containsEntry("closed", "'Paid', 'Cancelled'")
                .containsEntry("senior", "'SAM'")
                .containsEntry("steps", Vocabulary.steps())
                .hasSize(10);
    }

    @Test
    void exactSumsAreAddedUpInTwoParts() {
        assertThat(new ExactSum("owed").of("amount_minor"))
                .isEqualTo("coalesce(sum((amount_minor) / 1000000000), 0) AS owed_high,"
                        + " coalesce(sum((amount_minor) % 1000000000), 0) AS owed_low");
    }
}
