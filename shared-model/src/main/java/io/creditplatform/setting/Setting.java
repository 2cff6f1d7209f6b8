package io.creditplatform.setting;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be set from outside, besides the options of commands: environment variables in capitals, and system properties. All
 * there are stand here, but for those of the rules, which say their own; the README's table is made from them. Each is read when it
 * is asked for.
 */
public enum Setting {
    DATABASE(
            "CREDIT_DB",
            "credit.db",
            "the database, where `--db` does not name it; a URL with a password is best put here"),
    PASSWORD(
            "PGPASSWORD",
            null,
            "the password for a PostgreSQL server where the URL holds none; without it, the file `.pgpass` of the home folder, or"
                    + " the one that `PGPASSFILE` names, is looked into"),
    JAVA_HOME("JAVA_HOME", null, "the Java that the launcher runs; without it, the one in the path"),
    JAVA_OPTIONS("CREDIT_JAVA_OPTS", null, "flags that the launcher gives to Java, after its own"),
    APP("CREDIT_APP", null, "a folder with a built `credit.jar` that the launcher runs as it is: nothing is built"),
    UMASK(
            "CREDIT_UMASK",
            "077",
            "which rights files and folders that the program makes are denied, as for `umask`: 027 lets the group read them;"
                    + " the process's own umask may deny more, and what is there already keeps its rights"),
    BUSY_TIMEOUT(
            "credit.busy-timeout",
            "30000",
            "how long another program's lock in the database, or on its file, is waited for, in milliseconds"),
    PART_BYTES(
            "credit.part-bytes",
            "33554432",
            "how many bytes of a file a worker stages at a time, at least, where several stage a load"),
    PART_TIMEOUT(
            "credit.part-timeout",
            "120",
            "how long a worker elsewhere may give no sign of life before its part goes to another one, in seconds"),
    WORKER_TIMEOUT(
            "credit.worker-timeout",
            "300",
            "how long an import waits for workers elsewhere while nothing gets on, and a worker for its broker or database, in seconds"),
    BROKER_USER("CREDIT_BROKER_USER", null, "the user to be known as at the message broker"),
    BROKER_PASSWORD("CREDIT_BROKER_PASSWORD", null, "that user's password"),
    KEPT_ANSWER_BYTES(
            "credit.kept-answer-bytes",
            "33554432",
            "how many bytes of answers the API keeps until there is another state of the data; 0 keeps none, for benchmarks"),
    LAUNCHER("credit.launcher", null, "what `credit run` starts to export; set by the launcher"),
    TEMPLATE("credit.template", null, "the empty database that new ones are copied from; set by the launcher"),
    NO_COLOR("NO_COLOR", null, "whatever it is set to, nothing is coloured, unless `--color always` says so"),
    TERM("TERM", null, "the kind of terminal; on one that is `dumb`, nothing is coloured"),
    TERMINAL(
            "credit.terminal",
            "false",
            "whether stderr is a terminal, where a progress bar may appear; set by the launcher"),
    TERMINAL_COLUMNS(
            "credit.terminal.columns", "80", "how many characters a line of the terminal holds; set by the launcher"),
    TERMINAL_STDOUT(
            "credit.terminal.stdout",
            "false",
            "whether stdout is a terminal, where `rejects` names control characters instead of printing them; set by the launcher");

    private static final int OCTAL = 8;

    private final String key;
    private final @Nullable String byDefault;
    private final String help;

    Setting(String key, @Nullable String byDefault, String help) {
        this.key = key;
        this.byDefault = byDefault;
        this.help = help;
    }

    /** The name of the variable or property. */
    public String key() {
        return key;
    }

    /** What holds where nothing is set; null where that is nothing. */
    public @Nullable String byDefault() {
        return byDefault;
    }

    /** What it means, in Markdown. */
    public String help() {
        return help;
    }

    /** Whether it is a variable of the environment, not a system property. */
    public boolean isVariable() {
        return key.equals(key.toUpperCase(Locale.ROOT));
    }

    /** What is set, else the default; null if there is neither. A variable that is blank is not set. */
    public @Nullable String value() {
        String set = isVariable() ? System.getenv(key) : System.getProperty(key);
        return set == null || (isVariable() && set.isBlank()) ? byDefault : set;
    }

    /** The variables whose names begin so, which say the settings of the service. */
    public static Map<String, String> variables(String prefix) {
        return System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(prefix))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether it is set to true. */
    public boolean isOn() {
        return Boolean.parseBoolean(value());
    }

    /**
     * A whole number, 0 or more.
     *
     * @throws SettingException if something else is set
     */
    public int number() {
        return (int) wholeNumber(key, String.valueOf(value()), 0, Integer.MAX_VALUE, String.valueOf(byDefault));
    }

    /**
     * Rights that are denied, as bits: three for the group and three for others. Its owner may always read and write a file.
     *
     * @throws SettingException if something else is set
     */
    public int mask() {
        return mask(String.valueOf(value()));
    }

    /** What a value of this setting means as rights that are denied. */
    int mask(String value) {
        if (value.matches("0{0,2}[0-7]{2}")) {
            return Integer.parseInt(value, OCTAL);
        }
        throw new SettingException("Invalid value of " + key + ": expected two octal digits behind a 0, such as "
                + byDefault + " or 027, got '" + value + "'");
    }

    /**
     * A property that a rule says it takes: a whole number from 1 to 999999.
     *
     * @throws SettingException if something else is set
     */
    public static String ofRule(String property, String byDefault) {
        return String.valueOf(wholeNumber(property, System.getProperty(property, byDefault), 1, 999_999, byDefault));
    }

    private static long wholeNumber(String key, String value, long least, long most, String example) {
        long number = value.matches("[0-9]{1,18}") ? Long.parseLong(value) : -1;
        if (number >= least && number <= most) {
            return number;
        }
        throw new SettingException("Invalid value of " + key + ": expected a whole number from " + least + " to " + most
                + " such as " + example + ", got '" + value + "'");
    }
}
