package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.jobs.ImportOutcome;
import io.creditplatform.testing.LoadedRows;
import io.creditplatform.testing.PlainTables;
import io.creditplatform.testing.RandomSource;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TableContent;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A database and its server through random loads and what else is done to it, each step held against a model. */
final class LoadSequence implements AutoCloseable {

    private final Random random;
    private final RandomSource source;
    private final CreditRunner credit;
    private final TestServer server;
    private final Questions questions;
    private final Path folder;
    private final Deque<LeftState> states = new ArrayDeque<>();
    private final List<DroppedExtract> extracts = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private int dropped;

    /** A load that was begun and may go on; whether it can succeed. */
    private record Waiting(long load, DroppedExtract extract, boolean fit) {}

    LoadSequence(Database database, long seed, Path folder) {
        this.random = new Random(seed);
        this.source = new RandomSource(random);
        this.folder = folder.resolve(database + "-" + seed);
        this.credit = new CreditRunner(TestDatabase.fresh(database));
        run(0, "db", "migrate");
        states.push(new LeftState(0, "", PlainTables.EMPTY, TableContent.now(address())));
        this.server = TestServer.on(address());
        this.questions = new Questions(server, random);
    }

    private DatabaseAddress address() {
        return credit.address();
    }

    private LeftState newest() {
        return states.getFirst();
    }

    /** Does something. */
    void next() {
        int chance = states.size() == 1 && random.nextBoolean() ? 99 : random.nextInt(100);
        if (chance < 10 && states.size() > 1) {
            undo();
        } else if (chance < 20 && states.size() > 1) {
            check();
        } else if (chance < 24) {
            run(0, "db", "rebuild");
        } else if (chance < 28) {
            unfit();
        } else if (chance < 34) {
            stopped();
        } else if (chance < 38) {
            resume();
        } else if (chance < 48 && !extracts.isEmpty()) {
            load(extracts.get(random.nextInt(extracts.size())));
        } else {
            source.change(1 + random.nextInt(25));
            load(drop());
        }
        requireRows();
        askSome();
    }

    /** All that was answered while a load was the newest is answered again, of that load. */
    void askAgain() {
        states.stream().filter(state -> state.load() > 0).forEach(state -> {
            state.requireTablesOfThen(address(), story);
            state.requireAnswersOfThen(questions, random, 1, story);
            state.requireFigures(server, random, story);
        });
    }

    /** Takes back one after the other, to the beginning. */
    void undoAll() {
        while (states.size() > 1) {
            undo();
            requireRows();
            askSome();
        }
        run(1, "undo");
        TestDatabase.requireSound(address());
    }

    private void askSome() {
        states.forEach(state -> {
            if (random.nextInt(4) == 0) {
                state.requireAnswersOfThen(questions, random, 6, story);
            }
        });
    }

    private void undo() {
        LeftState undone = states.pop();
        run(0, "undo");
        waiting.clear();
        newest().requireAnswersAgain(questions, story);
        assertThat(questions.answer("/api/sellers?", "load=" + undone.load())).startsWith("410 ");
    }

    private void check() {
        run(0, "check", "--as-of", RandomDays.any(random).toString());
        ask();
    }

    private void ask() {
        server.await("/api/loads", 200);
        newest().ask(questions);
        newest().requireFigures(server, random, story);
    }

    /** A load that cannot succeed: its file is not what was said. */
    private void unfit() {
        DroppedExtract extract = drop();
        SampleData.write(extract.folder().resolve("sellers.csv"), "no,header\n1,2\n");
        run(1, extract.arguments());
        if (!extract.isDry()) {
            wait(extract, false);
        }
    }

    /** A load that is stopped somewhere while it stages. */
    private void stopped() {
        DroppedExtract extract = drop();
        ImportOutcome outcome =
                extract.stopAfter(1 + random.nextInt(extract.load().files().size()), address());
        story.add("stopped import of " + extract.folder().getFileName());
        assertThat(outcome).as("%s", story).isInstanceOf(ImportOutcome.Stopped.class);
        wait(extract, true);
    }

    /** Notes that the load just begun may go on; or gives it up. */
    private void wait(DroppedExtract extract, boolean fit) {
        long load = TestDatabase.number(address(), "SELECT max(load_id) FROM loads");
        waiting.removeIf(other -> other.extract().content().equals(extract.content()));
        waiting.add(new Waiting(load, extract, fit));
        if (random.nextInt(4) == 0) {
            run(0, "loads", "--abandon", String.valueOf(load));
            waiting.remove(waiting.size() - 1);
        }
    }

    private void resume() {
        int expected = 0;
        List<Waiting> published = new ArrayList<>();
        List<PlainTables> left = new ArrayList<>(List.of(newest().tables()));
        for (Waiting each : List.copyOf(waiting)) {
            Optional<PlainTables> after = each.fit()
                    ? left.get(left.size() - 1)
                            .load(each.extract().load(), each.load())
                            .after()
                    : Optional.empty();
            if (after.isPresent()) {
                left.add(after.get());
                published.add(each);
                waiting.removeIf(other -> other.load() <= each.load());
            } else {
                expected = Math.max(expected, each.fit() ? 3 : 1);
            }
        }
        run(expected, "resume");
        for (int i = 0; i < published.size(); i++) {
            boolean last = i == published.size() - 1;
            long load = published.get(i).load();
            publish(
                    load,
                    published.get(i).extract(),
                    left.get(i + 1),
                    last ? TableContent.now(address()) : TableContent.after(address(), load));
        }
        if (!published.isEmpty()) {
            ask();
        }
    }

    private void publish(long load, DroppedExtract extract, PlainTables tables, Map<String, List<String>> rows) {
        LocalDate day =
                extract.day() != null ? extract.day() : tables.newestDay().orElse(null);
        String found = TestDatabase.query(address(), jdbc -> jdbc.sql("SELECT data_day FROM loads WHERE load_id = ?")
                .param(load)
                .query(String.class)
                .single());
        assertThat(found).as("day of load %d %s", load, story).isEqualTo(day == null ? found : day.toString());
        states.push(new LeftState(load, extract.content(), tables, rows));
    }

    private DroppedExtract drop() {
        return DroppedExtract.of(
                source.drop(),
                folder.resolve("extract-" + dropped++),
                random.nextInt(3) == 0 ? RandomDays.any(random) : null,
                random);
    }

    private void load(DroppedExtract extract) {
        boolean known = states.stream().anyMatch(state -> state.isOf(extract));
        Optional<Waiting> same = waiting.stream()
                .filter(other -> !extract.isDry() && other.extract().isSame(extract))
                .findFirst();
        if (known && same.isEmpty() && !extract.isForced()) {
            assertThat(run(0, extract.arguments()).out()).contains("already loaded as load");
            return;
        }
        long next = TestDatabase.number(address(), "SELECT coalesce(max(load_id), 0) + 1 FROM loads");
        long load = same.map(Waiting::load).orElse(next);
        PlainTables.Outcome outcome = newest().tables().load(extract.load(), load);
        run(outcome.after().isPresent() ? 0 : 3, extract.arguments());
        if (extract.isDry()) {
            return;
        }
        extracts.add(extract);
        if (outcome.after().isEmpty()) {
            if (same.isEmpty()) {
                wait(extract, true);
            }
            return;
        }
        waiting.removeIf(
                other -> other.load() <= load || other.extract().content().equals(extract.content()));
        assertThat(LoadedRows.counts(address(), load))
                .as("counts of load %d %s", load, story)
                .isEqualTo(outcome.counts());
        publish(load, extract, outcome.after().orElseThrow(), TableContent.now(address()));
        ask();
    }

    private CreditRunner.Result run(int expected, String... arguments) {
        story.add(String.join(" ", arguments));
        CreditRunner.Result result = credit.run(arguments);
        story.set(story.size() - 1, story.get(story.size() - 1) + " -> " + result.exitCode());
        assertThat(result.exitCode())
                .as("%s %s%s", story, result.out(), result.err())
                .isEqualTo(expected);
        return result;
    }

    private void requireRows() {
        LoadedRows.require(address(), newest().tables(), story.toString());
        Optional<LocalDate> day = TestDatabase.query(
                address(), jdbc -> jdbc.sql("SELECT data_day FROM loads JOIN newest_load_v USING (load_id)")
                        .query((row, index) -> LocalDate.parse(row.getString(1)))
                        .optional());
        day.ifPresent(asOf -> LoadedRows.requireDerived(address(), asOf, story.toString()));
        newest().requireTables(address(), story);
    }

    @Override
    public void close() {
        server.close();
        TestDatabase.remove(address());
    }
}
