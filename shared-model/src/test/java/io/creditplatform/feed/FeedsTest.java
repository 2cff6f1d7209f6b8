package io.creditplatform.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.creditplatform.model.AccountManager;
import io.creditplatform.model.Credit;
import io.creditplatform.model.Currency;
import io.creditplatform.model.Feed;
import io.creditplatform.model.Invoice;
import io.creditplatform.model.Key;
import io.creditplatform.model.Money;
import io.creditplatform.model.OptionalColumn;
import io.creditplatform.model.References;
import io.creditplatform.model.Seller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedsTest {

    private static FeedDefinition feed(String name) {
        return Feeds.named(name).orElseThrow();
    }

    private static Column column(String feed, String name) {
        return feed(feed).columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    @Test
    void knowsTheFeedsOfTheMarketplace() {
        assertThat(Feeds.all())
                .extracting(FeedDefinition::name)
                .contains(
                        "senior_account_managers",
                        "account_managers",
                        "sellers",
                        "credits",
                        "credit_histories",
                        "credit_chat",
                        "leads",
                        "invoices",
                        "invoice_items",
                        "wallet_transactions",
                        "exchange_rates");
    }

    @Test
    void loadsParentBeforeChild() {
        List<String> order = Feeds.all().stream().map(FeedDefinition::name).toList();
        assertThat(order).startsWith("exchange_rates", "senior_account_managers", "account_managers", "sellers");
        for (FeedDefinition feed : Feeds.all()) {
            for (Column reference : feed.references()) {
                assertThat(order.indexOf(Feeds.parentOf(reference).name()))
                        .as("%s before %s", Feeds.parentOf(reference).name(), feed.name())
                        .isLessThan(order.indexOf(feed.name()));
            }
        }
    }

    @Test
    void namesThemForMessages() {
        assertThat(Feeds.names().split(", ", -1))
                .containsExactlyElementsOf(
                        Feeds.all().stream().map(FeedDefinition::name).toList());
        assertThat(Feeds.names()).startsWith("exchange_rates, senior_account_managers, account_managers, sellers, ");
    }

    @Test
    void knowsNoFeedOfAnotherName() {
        assertThat(Feeds.named("seller")).isEmpty();
        assertThat(Feeds.named("Sellers")).isEmpty();
        assertThat(Feeds.named("")).isEmpty();
    }

    /** The columns as the extract's definition lists them; the order is the header's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        senior_account_managers | sam_id | sam_id sam_name sam_email
        account_managers | am_id | am_id am_name am_email sam_id
        sellers | seller_id | seller_id seller_name market signup_date credit_limit avg_weekly_leads initial_wallet am_id sam_id preferred_currency
        credits | credit_id | credit_id seller_id amount issue_date due_date status currency
        credit_histories | credit_id changed_at status | credit_id status changed_at
        credit_chat | credit_id message_time role user_id | credit_id user_id role message_time message
        leads | lead_id | lead_id seller_id created_at amount status shipping_status tracking_number currency
        invoices | invoice_id | invoice_id seller_id period_start period_end sales_amount fees credits_due from_balance total currency
        invoice_items | invoice_id item_type | invoice_id item_type amount currency
        wallet_transactions | transaction_id | transaction_id seller_id type amount created_at currency
        exchange_rates | from_currency to_currency effective_date | from_currency to_currency rate effective_date
        """)
    void hasKeyAndColumnsInOrder(String feed, String key, String columns) {
        assertThat(names(feed(feed).key())).containsExactly(key.split(" ", -1));
        assertThat(names(feed(feed).columns())).containsExactly(columns.split(" ", -1));
        assertThat(feed(feed).columns()).extracting(Column::index).isSorted().startsWith(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        account_managers | sam_id | senior_account_managers
        sellers | am_id | account_managers
        sellers | sam_id | senior_account_managers
        credits | seller_id | sellers
        credit_histories | credit_id | credits
        credit_chat | credit_id | credits
        leads | seller_id | sellers
        invoices | seller_id | sellers
        invoice_items | invoice_id | invoices
        wallet_transactions | seller_id | sellers
        """)
    void hasParents(String feed, String column, String parent) {
        assertThat(names(feed(feed).references())).contains(column);
        assertThat(Feeds.parentOf(column(feed, column)).name()).isEqualTo(parent);
    }

    @Test
    void parentOfColumnWithoutParentIsError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Feeds.parentOf(column("sellers", "market")))
                .withMessage("Column market has no parent feed");
    }

    @Test
    void cellsMayBeEmptyWhereTheRecordSaysSo() {
        assertThat(Feeds.all().stream().flatMap(feed -> feed.columns().stream()
                        .filter(column -> !column.required())
                        .map(column -> feed.name() + "." + column.name())))
                .contains("credits.issue_date", "credits.due_date", "leads.tracking_number")
                .doesNotContain("credits.amount", "leads.amount", "credit_chat.message");
    }

    @Test
    void currenciesMayBeMissingAsColumns() {
        assertThat(Feeds.all().stream().flatMap(feed -> feed.columns().stream()
                        .filter(Column::isOptional)
                        .map(column -> feed.name() + "." + column.name() + "=" + column.whenAbsent())))
                .contains(
                        "sellers.preferred_currency=USD",
                        "credits.currency=USD",
                        "leads.currency=USD",
                        "invoices.currency=USD",
                        "invoice_items.currency=USD",
                        "wallet_transactions.currency=USD");
    }

    @Test
    void knowsWhichColumnsFileDelivers() {
        assertThat(names(feed("credits").columnsIn(List.of("amount", "credit_id", "more"))))
                .containsExactly("credit_id", "amount");
        assertThat(names(feed("credits").withoutOptionalColumns().columns()))
                .containsExactly("credit_id", "seller_id", "amount", "issue_date", "due_date", "status");
    }

    @Test
    void feedIsItsRecordWithAllOfItsColumns() {
        FeedDefinition credits = feed("credits");
        assertThat(credits)
                .isEqualTo(FeedDefinition.of(Credit.class))
                .hasSameHashCodeAs(FeedDefinition.of(Credit.class))
                .isNotEqualTo(feed("leads"))
                .isNotEqualTo(credits.withoutOptionalColumns())
                .isNotEqualTo("credits");
    }

    @Test
    void onlyWalletTransactionsTakePlainDates() {
        assertThat(column("wallet_transactions", "created_at").type().name()).isEqualTo("date or timestamp");
        assertThat(column("leads", "created_at").type().name()).isEqualTo("timestamp");
        assertThat(column("credits", "issue_date").type().name()).isEqualTo("timestamp");
        assertThat(column("invoices", "period_end").type().name()).isEqualTo("date");
    }

    @Test
    void namesFileViewAndTableColumns() {
        assertThat(feed("sellers").fileName()).isEqualTo("sellers.csv");
        assertThat(feed("sellers").viewName()).isEqualTo("sellers_v");
        assertThat(feed("sellers").tableColumns())
                .isEqualTo("seller_id, seller_name, market, signup_date, credit_limit_minor, avg_weekly_leads,"
                        + " initial_wallet_minor, am_id, sam_id, preferred_currency");
        assertThat(feed("sellers").type()).isEqualTo(Seller.class);
    }

    @Test
    void tellsChildFromStranger() {
        assertThat(feed("sellers").isChildOf(feed("account_managers"))).isTrue();
        assertThat(feed("account_managers").isChildOf(feed("sellers"))).isFalse();
        assertThat(feed("sellers").isChildOf(feed("sellers"))).isFalse();
    }

    @Test
    void makesRowsFromValues() {
        Object[] values = {1L, "Ann", "ann@example.com", 7L};
        assertThat(feed("account_managers").rowFactory().row(values))
                .isEqualTo(new AccountManager(1, "Ann", "ann@example.com", 7));
        Object[] invoice = {
            "7_20250601",
            7L,
            LocalDate.of(2025, 5, 26),
            LocalDate.of(2025, 6, 1),
            new Money(1),
            new Money(2),
            new Money(3),
            new Money(4),
            new Money(5),
            Currency.EUR
        };
        assertThat(feed("invoices").rowFactory().row(invoice))
                .isEqualTo(new Invoice(
                        "7_20250601",
                        7,
                        LocalDate.of(2025, 5, 26),
                        LocalDate.of(2025, 6, 1),
                        new Money(1),
                        new Money(2),
                        new Money(3),
                        new Money(4),
                        new Money(5),
                        Currency.EUR));
    }

    // --- feeds that are not defined well

    @Feed("hens")
    record Hen(
            @Key long henId,
            @References(Egg.class) @Nullable String eggName) {}

    @Feed("eggs")
    record Egg(@Key String eggName, @References(Hen.class) long henId) {}

    @Feed("farms")
    record Farm(@Key long farmId) {}

    @Feed("barns")
    record Barn(@Key long barnId, @References(Farm.class) long farmId) {}

    @Feed("stalls")
    record Stall(@Key long stallId, @OptionalColumn("oak") String wood, long places) {}

    @Feed("loose_ends")
    record LooseEnd(long number) {}

    @Feed("prices")
    record Price(@Key long priceId, double amount) {}

    record Unmarked(@Key long id) {}

    /** Fails on purpose. */
    @Feed("fussy")
    public record Fussy(@Key long id) {
        public Fussy {
            throw new IllegalStateException("no");
        }
    }

    @Feed("moments")
    record Moment(@Key(2) Instant at, @Key(1) @Nullable String place) {}

    @Test
    void ordersByNameWhereNothingElseDecides() {
        List<FeedDefinition> byName = List.of(FeedDefinition.of(Barn.class), FeedDefinition.of(Farm.class));
        assertThat(Feeds.inLoadOrder(byName)).extracting(FeedDefinition::name).containsExactly("farms", "barns");
    }

    @Test
    void detectsCircle() {
        List<FeedDefinition> feeds =
                List.of(FeedDefinition.of(Egg.class), FeedDefinition.of(Farm.class), FeedDefinition.of(Hen.class));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Feeds.inLoadOrder(feeds))
                .withMessage("Feeds reference each other in a circle: [eggs, hens]");
    }

    @Test
    void ordersKeyByItsPlaces() {
        FeedDefinition moments = FeedDefinition.of(Moment.class);
        assertThat(names(moments.key())).containsExactly("place", "at");
        assertThat(moments.columns()).extracting(Column::required).containsExactly(true, false);
    }

    @Test
    void feedNeedsAnnotation() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeedDefinition.of(Unmarked.class))
                .withMessage(Unmarked.class.getName() + " is not annotated with @Feed");
    }

    @Test
    void feedNeedsKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeedDefinition.of(LooseEnd.class))
                .withMessage(LooseEnd.class.getName() + " has no component annotated with @Key");
    }

    @Test
    void optionalColumnsStandLast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeedDefinition.of(Stall.class))
                .withMessage(Stall.class.getName() + ".places stands after an optional column, expected before it");
    }

    @Test
    void feedNeedsKnownTypes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeedDefinition.of(Price.class))
                .withMessageStartingWith("No column type for double, expected ");
    }

    @Test
    void passesOnWhatConstructorThrows() {
        FeedDefinition.RowFactory rows = FeedDefinition.of(Fussy.class).rowFactory();
        assertThatIllegalStateException()
                .isThrownBy(() -> rows.row(new Object[] {1L}))
                .withMessage("no");
    }

    @Test
    void rowsNeedPublicConstructor() {
        FeedDefinition farms = FeedDefinition.of(Farm.class);
        assertThatIllegalArgumentException()
                .isThrownBy(farms::rowFactory)
                .withMessage(Farm.class.getName() + " has no public canonical constructor");
    }
}
