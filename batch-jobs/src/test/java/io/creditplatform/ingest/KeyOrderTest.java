package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.model.ChatRole;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.InvoiceItemType;
import io.creditplatform.model.Money;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

    private static final Instant EARLY = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2025-01-01T00:00:00.000001Z");

    private static boolean ascending(String feed, List<Object[]> rows) {
        FeedDefinition definition = Feeds.named(feed).orElseThrow();
        KeyOrder order = new KeyOrder(definition);
        rows.forEach(order::next);
        return order.isAscending();
    }

    private static boolean managers(long... ids) {
        KeyOrder order = new KeyOrder(FeedFile.MANAGERS);
        for (long id : ids) {
            order.next(new Object[] {id, "name", "mail"});
        }
        return order.isAscending();
    }

    private static boolean items(String... invoices) {
        KeyOrder order = new KeyOrder(Feeds.named("invoice_items").orElseThrow());
        for (String invoice : invoices) {
            order.next(new Object[] {invoice, InvoiceItemType.SALES, new Money(1)});
        }
        return order.isAscending();
    }

    @Test
    void noRowAndOneRowAreAscending() {
        assertThat(managers()).isTrue();
        assertThat(managers(5)).isTrue();
    }

    @Test
    void numbersAscendByValue() {
        assertThat(managers(-3, 0, 9, 10, Long.MAX_VALUE)).isTrue();
        assertThat(managers(Long.MIN_VALUE, Long.MAX_VALUE)).isTrue();
        assertThat(managers(9, 10, 8)).isFalse();
        assertThat(managers(10, 9)).isFalse();
    }

    @Test
    void sameKeyTwiceIsNotAscending() {
        assertThat(managers(1, 2, 2)).isFalse();
        assertThat(managers(1, 2, 1)).isFalse();
    }

    @Test
    void neverAscendsAgain() {
        assertThat(managers(2, 1, 3, 4, 5)).isFalse();
    }

    @Test
    void textsAscendByLengthFirst() {
        assertThat(items("9_20250101", "9_20250108", "10_20250101")).isTrue();
        assertThat(items("10_20250101", "9_20250101")).isFalse();
        assertThat(items("b", "aa", "ab")).isTrue();
        assertThat(items("a", "a")).isFalse();
    }

    @Test
    void laterPartsOfKeyDecideWhereEarlierOnesAreEqual() {
        // In the record the status comes before the time, in the key after it.
        assertThat(ascending(
                        "credit_histories",
                        List.of(
                                new Object[] {1L, CreditStatus.PAID, EARLY},
                                new Object[] {1L, CreditStatus.NEW, LATE},
                                new Object[] {1L, CreditStatus.IN_REVIEW, LATE},
                                new Object[] {2L, CreditStatus.NEW, EARLY})))
                .isTrue();
        assertThat(ascending("credit_histories", List.of(new Object[] {1L, CreditStatus.NEW, LATE}, new Object[] {
                    1L, CreditStatus.PAID, EARLY
                })))
                .isFalse();
        assertThat(ascending("credit_histories", List.of(new Object[] {1L, CreditStatus.PAID, LATE}, new Object[] {
                    1L, CreditStatus.PAID, LATE
                })))
                .isFalse();
    }

    @Test
    void everyPartOfLongKeyCounts() {
        Object[] first = {1L, 10L, ChatRole.AM, EARLY, "x"};
        assertThat(ascending("credit_chat", List.of(first, new Object[] {1L, 11L, ChatRole.AM, EARLY, "x"})))
                .isTrue();
        assertThat(ascending("credit_chat", List.of(first, new Object[] {1L, 9L, ChatRole.SAM, EARLY, "x"})))
                .isTrue();
        assertThat(ascending("credit_chat", List.of(first, new Object[] {1L, 10L, ChatRole.AM, EARLY, "y"})))
                .as("the message is no part of the key")
                .isFalse();
    }
}
