package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.PlainPortfolio;
import io.creditplatform.testing.PlainTables;
import io.creditplatform.testing.TableContent;
import io.creditplatform.testing.TestDatabase;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a published load left: what the model says, what the tables hold, what was answered while it was the newest one. */
final class LeftState {

    private static final List<String> CURRENCIES = List.of("USD", "USD", "EUR", "SAR", "AED");

    private final long load;
    private final String content;
    private final PlainTables tables;
    private final Map<String, List<String>> rows;
    private Map<String, String> answers = Map.of();

    /**
     * @param content of its extract
     * @param rows of all tables, with the versions of before if they are known
     */
    LeftState(long load, String content, PlainTables tables, Map<String, List<String>> rows) {
        this.load = load;
        this.content = content;
        this.tables = tables;
        this.rows = rows;
    }

    long load() {
        return load;
    }

    PlainTables tables() {
        return tables;
    }

    boolean isOf(DroppedExtract extract) {
        return load > 0 && content.equals(extract.content());
    }

    /**
     * Notes what is answered now, while it is the newest one. The list of loads stays that of the first time: later ones that were
     * taken back stand in that of now.
     */
    void ask(Questions questions) {
        Map<String, String> now = new LinkedHashMap<>(questions.ask(tables));
        if (!answers.isEmpty()) {
            now.keySet().removeIf(LeftState::isAboutLoads);
            answers.forEach((question, answer) -> {
                if (isAboutLoads(question)) {
                    now.put(question, answer);
                }
            });
        }
        answers = now;
    }

    private static boolean isAboutLoads(String question) {
        return question.startsWith("/api/loads");
    }

    /** Makes sure that the tables are as it left them. */
    void requireTables(DatabaseAddress address, List<String> story) {
        Map<String, List<String>> now = TableContent.now(address);
        now.keySet().retainAll(rows.keySet());
        assertThat(now).as("tables after load %d %s", load, story).isEqualTo(rows);
    }

    /** Makes sure that the tables can be seen again as it left them. */
    void requireTablesOfThen(DatabaseAddress address, List<String> story) {
        assertThat(TableContent.after(address, load))
                .as("tables as of load %d %s", load, story)
                .isEqualTo(TableContent.withoutVersions(rows));
    }

    /** Makes sure that everything is answered again as it was, but for the list of all loads, in which there are others now. */
    void requireAnswersAgain(Questions questions, List<String> story) {
        answers.forEach((question, answer) -> {
            if (!isAboutLoads(question)) {
                assertThat(questions.answer(question, ""))
                        .as("%s after load %d again %s", question, load, story)
                        .isEqualTo(answer);
            }
        });
    }

    /**
     * Makes sure that one can still ask as of then.
     *
     * @param oneIn how many of the questions are asked, one in so many
     */
    void requireAnswersOfThen(Questions questions, Random random, int oneIn, List<String> story) {
        answers.forEach((question, answer) -> {
            if (random.nextInt(oneIn) == 0) {
                assertThat(questions.answer(question, "load=" + load))
                        .as("%s as of load %d %s", question, load, story)
                        .isEqualTo(answer);
            }
        });
    }

    /** Holds what is said of the portfolio on some day, which may be long ago or ahead, against a model. */
    void requireFigures(TestServer server, Random random, List<String> story) {
        LocalDate dayOfData = LocalDate.parse(
                TestDatabase.query(server.address(), jdbc -> jdbc.sql("SELECT data_day FROM loads WHERE load_id = ?")
                        .param(load)
                        .query(String.class)
                        .single()));
        LocalDate day = RandomDays.any(random);
        String currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        PortfolioAtDay.require(
                server, new PlainPortfolio(tables, dayOfData, currency), day, currency, load, story.toString());
    }
}
