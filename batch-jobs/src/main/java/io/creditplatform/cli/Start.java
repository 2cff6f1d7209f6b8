package io.creditplatform.cli;

import io.creditplatform.console.Shortage;

/** What {@code java -jar} runs: no library is asked for before it can be said what keeps Java from loading it. */
public final class Start {

    private Start() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Shortage.prepare();
        try {
            Ahead.of(arguments);
            Credit.main(arguments);
        } catch (LinkageError | VirtualMachineError failure) {
            Shortage.end(failure);
        }
    }
}
