package io.creditplatform.service;

import java.util.List;

/** A file with all settings as they are by default, each with what it means. */
final class SettingsExample {

    private SettingsExample() {}

    static String text() {
        StringBuilder text = new StringBuilder("""
                # Settings of `credit run`, as they are where nothing is said. Names of files are seen from the folder that it is
                # started in. Each setting is a variable of the environment as well, which goes before this file: docs/service.md.
                """);
        append(text, SettingEntry.all());
        return text.toString();
    }

    private static void append(StringBuilder text, List<SettingEntry> entries) {
        for (SettingEntry entry : entries) {
            String indent = "  ".repeat(entry.depth());
            text.append(entry.depth() == 0 ? "\n" : "")
                    .append(indent)
                    .append("# ")
                    .append(entry.said().value())
                    .append(".\n")
                    .append(entry.isNamed() ? "" : indent);
            if (entry.isNamed()) {
                StringBuilder named = new StringBuilder(indent + entry.shortName() + ":\n" + indent + "  ops:\n");
                append(named, entry.of("ops").members());
                named.toString().lines().forEach(line -> text.append(indent)
                        .append("# ")
                        .append(line.substring(indent.length()))
                        .append("\n"));
            } else if (entry.isGroup()) {
                text.append(entry.shortName()).append(":\n");
                append(text, entry.members());
            } else if (entry.said().byDefault().isEmpty()) {
                text.append("# ")
                        .append(entry.shortName())
                        .append(": ")
                        .append(entry.said().example())
                        .append("\n");
            } else {
                text.append(entry.shortName())
                        .append(": ")
                        .append(entry.said().byDefault())
                        .append("\n");
            }
        }
    }
}
