package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.jobs.Onlooker.Act;
import io.creditplatform.jobs.Onlooker.Content;
import io.creditplatform.jobs.Onlooker.Phase;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A night whose process is ended now and then. */
final class DisturbedNight {

    /** How a process is ended. */
    enum Signal {
        SIGKILL,
        SIGTERM
    }

    /** When to end a process: after a share, from 0 to 1, of the time that a phase takes. */
    record Moment(Phase phase, double share) {}

    private final Night night;
    private final Signal signal;
    private final DatabaseAddress address;
    private final Path output;
    private final List<String> story = new ArrayList<>();
    private Phase reached = Phase.START;

    /** @param output the file for what the processes print */
    DisturbedNight(Night night, Database kind, Signal signal, Path output) {
        this.night = night;
        this.signal = signal;
        this.output = output;
        this.address = night.database(kind);
    }

    DatabaseAddress address() {
        return address;
    }

    /** What was done so far. */
    List<String> story() {
        return story;
    }

    /** What is staged or published is not done again. */
    boolean canReach(Phase phase) {
        return reached != Phase.END
                && night.phases().contains(phase)
                && (phase != Phase.STAGING || reached != Phase.PUBLISH);
    }

    /** Starts a process and ends it at that moment; returns the phase that it was in, or null if it was over. */
    @Nullable Phase signal(Moment moment, boolean preferResume) {
        Onlooker onlooker = new Onlooker(address, night.loadId(), night.act());
        boolean resume = preferResume && night.act() == Act.IMPORT && onlooker.sawLoad();
        Process process =
                resume ? Program.start(output, "resume", "--db", address.jdbcUrl()) : night.start(output, address);
        onlooker.await(process, moment.phase());
        double millis = night.millisTo(moment.phase(), moment.share());
        String what = resume ? "resume" : night.command().get(0);
        story.add(String.format(Locale.ROOT, "%s, %s + %.1f ms", what, moment.phase(), millis));
        pause(millis);
        Phase hit = send(process, onlooker);
        story.add(hit == null ? "was over" : "hit " + hit);
        night.learn(moment.phase(), hit == moment.phase());
        return hit;
    }

    private @Nullable Phase send(Process process, Onlooker onlooker) {
        if (signal == Signal.SIGKILL) {
            process.destroyForcibly();
            boolean killed = Program.await(process, output).exitCode() == 137;
            Phase phase = look(onlooker);
            return killed ? phase : null;
        }
        Phase phase = onlooker.phase();
        boolean alive = process.isAlive();
        process.destroy();
        Program.Ended ended = Program.await(process, output);
        boolean through = look(onlooker) == Phase.END;
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(through ? 0 : 143);
        if (through) {
            assertThat(ended.output()).contains(night.lastWords());
        } else {
            // A Java that is not yet up ends without a word; before a load has its number, there is nothing to resume.
            assertThat(ended.output())
                    .matches(
                            "(?s)|.*load \\d+ was stopped after .*`credit resume`.*|.*the same command begins anew\\.\\s*");
        }
        return alive ? phase : null;
    }

    /** Looks at what the process left: readers see what was before or what comes after, and nothing is damaged. */
    private Phase look(Onlooker onlooker) {
        return TestDatabase.ofSnapshot(address, left -> {
            Phase phase = onlooker.phase(left);
            reached = phase.compareTo(reached) > 0 ? phase : reached;
            Content seen = Onlooker.content(left).orElse(night.before());
            assertThat(seen).as("seen from outside").isEqualTo(phase == Phase.END ? night.after() : night.before());
            TestDatabase.requireSound(left);
            return phase;
        });
    }

    /** Nobody disturbs it any more. An import that is through says so; another undo would take the load before. */
    void finish() {
        if (night.act() == Act.IMPORT || reached != Phase.END) {
            var ended = CreditRunner.runAsGiven(night.on(address));
            assertThat(ended.exitCode()).as(ended.err()).isZero();
        }
        assertThat(Onlooker.content(address)).as("the end").contains(night.after());
        assertThat(number(address, "SELECT count(*) FROM loads")).isEqualTo(night.loadId());
        assertThat(number(address, RestartTest.stageTables(address.database()))).isZero();
        TestDatabase.requireSound(address);
    }

    private static void pause(double millis) {
        try {
            Thread.sleep((long) millis, (int) (millis % 1 * 1e6));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
