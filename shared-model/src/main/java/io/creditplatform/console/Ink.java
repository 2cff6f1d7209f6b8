package io.creditplatform.console;

import io.creditplatform.setting.Setting;
import java.util.Locale;
import picocli.CommandLine;

/** Has words stand out by colour and weight where people look at a terminal. Nothing but the weight of a word is said by it alone. */
public final class Ink {

    /** The option that says when. */
    static final String OPTION = "--color";

    /** Changes nothing. */
    static final Ink NONE = new Ink(false);

    private static final String ESCAPE = "\u001B[";

    private final boolean wanted;

    private Ink(boolean wanted) {
        this.wanted = wanted;
    }

    /** When words stand out. */
    enum When {
        /** On a terminal that can show it, unless the user wants no colours anywhere. */
        AUTO,
        ALWAYS,
        NEVER;

        /** As it is written, and completed, on a command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Ink on(boolean terminal) {
            boolean can = terminal && Setting.NO_COLOR.value() == null && !"dumb".equals(Setting.TERM.value());
            return new Ink(this == ALWAYS || (this == AUTO && can));
        }

        /** What is said on a command line that may be wrong, or has not been read yet. */
        static When said(String... arguments) {
            When said = AUTO;
            for (int i = 0; i < arguments.length; i++) {
                String value = arguments[i].startsWith(OPTION + "=") ? arguments[i].substring(OPTION.length() + 1) : "";
                if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                    value = arguments[i + 1];
                }
                for (When when : values()) {
                    said = when.name().equalsIgnoreCase(value) ? when : said;
                }
            }
            return said;
        }
    }

    /** For results, as a command's options want it. */
    public static Ink forResults(CommandLine commandLine) {
        return forStdout(
                OutputOptions.find(commandLine).map(OutputOptions::color).orElse(When.AUTO));
    }

    static Ink forStdout(When when) {
        return when.on(Setting.TERMINAL_STDOUT.isOn());
    }

    static Ink forStderr(When when) {
        return when.on(Setting.TERMINAL.isOn());
    }

    boolean isWanted() {
        return wanted;
    }

    /** What matters most among its like: a total, a heading. */
    public String strong(String text) {
        return painted("1", text);
    }

    /** What is wrong. */
    public String wrong(String text) {
        return painted("1;31", text);
    }

    /** What may be wrong. */
    public String doubtful(String text) {
        return painted("33", text);
    }

    private String painted(String how, String text) {
        return wanted ? ESCAPE + how + "m" + text + ESCAPE + "0m" : text;
    }
}
