package io.creditplatform.cli;

import io.creditplatform.console.Shortage;
import io.creditplatform.ingest.Ahead;
import java.util.Set;

/** What {@code java -jar} runs: no library is asked for before it can be said what keeps Java from loading it. */
public final class Start {

    private static final Set<String> LOADING = Set.of("import", "resume");

    private Start() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Shortage.prepare();
        try {
            if (arguments.length > 0 && LOADING.contains(arguments[0])) {
                Ahead.ofLoading();
            }
            Credit.main(arguments);
        } catch (LinkageError | VirtualMachineError failure) {
            Shortage.end(failure);
        }
    }
}
