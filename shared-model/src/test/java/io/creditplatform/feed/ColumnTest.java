package io.creditplatform.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTest {

    @ParameterizedTest
    @CsvSource({
        "samId, sam_id",
        "amount, amount",
        "avgWeeklyLeads, avg_weekly_leads",
        "line2Text, line2_text",
        "v2Id, v2_id",
        "a, a",
    })
    void namesColumnsAfterComponents(String component, String column) {
        assertThat(Column.snakeCase(component)).isEqualTo(column);
    }

    @Test
    void addsUnitToTableNameOfMoneyOnly() {
        assertThat(column("amount", ColumnType.of(Money.class, false, false)).tableName())
                .isEqualTo("amount_minor");
        assertThat(column("market", ColumnType.of(String.class, false, false)).tableName())
                .isEqualTo("market");
    }

    private static Column column(String name, ColumnType type) {
        return new Column(name, name, 0, type, true, 0, null, null);
    }

    @Test
    void showsValuesAsFilesHaveThem() {
        assertThat(Column.shown(CreditStatus.IN_REVIEW)).isEqualTo("'InReview'");
        assertThat(Column.shown(new Money(-1230))).isEqualTo("'-12.30'");
        assertThat(Column.shown(new BigDecimal("0.0000001"))).isEqualTo("'0.0000001'");
        assertThat(Column.shown(7L)).isEqualTo("'7'");
        assertThat(Column.shown(LocalDate.of(2024, 2, 29))).isEqualTo("'2024-02-29'");
        assertThat(Column.shown("x".repeat(100))).isEqualTo("'" + "x".repeat(60) + "…'");
    }
}
