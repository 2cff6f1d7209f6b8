package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditplatform.database.Database;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service ends between any two of its steps, and what it was at goes on: nothing is lost, nothing is done twice. */
class CrashTest {

    @TempDir
    private Path home;

    /** Nothing that the program catches. */
    private static final class Crash extends Error {

        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @CsvSource({"tell, false", "undo, false", "tell, true"})
    void nothingIsLostOrDoneTwice(String onBreach, boolean packed) throws IOException {
        Seen undisturbed = run("undisturbed", onBreach, packed, 0);
        assertThat(undisturbed.steps).isGreaterThan(6);
        for (int crashAt = 1; crashAt <= undisturbed.steps; crashAt++) {
            Seen seen = run("crash-" + crashAt, onBreach, packed, crashAt);
            assertThat(seen.state).as("after a crash behind step " + crashAt).isEqualTo(undisturbed.state);
        }
    }

    private record Seen(int steps, List<String> state) {}

    private Seen run(String name, String onBreach, boolean packed, int crashAt) throws IOException {
        ServedInbox inbox = new ServedInbox(home.resolve(name), TestDatabase.fresh(Database.SQLITE))
                .set("AFTERLOAD_CHECK_ENABLED", "true")
                .set("AFTERLOAD_CHECK_FAILON", "Info")
                .set("AFTERLOAD_CHECK_ONBREACH", onBreach)
                .set("AFTERLOAD_PRUNE_ENABLED", "true");
        Path delivered = inbox.deliver("baseline", "today");
        if (packed) {
            Zips.pack(delivered, inbox.folder.resolve("today.zip"));
            io.creditplatform.file.Relocation.remove(delivered);
        }
        AtomicInteger steps = new AtomicInteger();
        inbox.between(() -> {
            if (steps.incrementAndGet() == crashAt) {
                throw new Crash();
            }
        });
        if (crashAt > 0) {
            assertThatThrownBy(() -> inbox.watch().look()).isInstanceOf(Crash.class);
            inbox.restart();
        }
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.watch().look()).isTrue();
        assertThat(Journal.ofDeliveries(inbox.folder).open()).isEmpty();

        List<String> state = new ArrayList<>();
        for (Path folder : List.of(inbox.folder, inbox.archive, inbox.failed)) {
            state.add(folder.getFileName() + " " + ServedInbox.names(folder));
        }
        for (String sql : List.of(
                "SELECT count(*) FROM loads",
                "SELECT count(*) FROM loads WHERE status = 'COMPLETED'",
                "SELECT count(*) FROM loads WHERE status = 'UNDONE'",
                "SELECT count(*) FROM quality_runs",
                "SELECT count(*) FROM sellers",
                "SELECT count(*) FROM audit_log")) {
            state.add(sql + ": " + inbox.number(sql));
        }
        Path own = inbox.folder.resolve(Inbox.OWN);
        state.add("own " + ServedInbox.names(own.resolve("unpacked")) + Files.exists(own.resolve("discarded")));
        return new Seen(steps.get(), state);
    }
}
