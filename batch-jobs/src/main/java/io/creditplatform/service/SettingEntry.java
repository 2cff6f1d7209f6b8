package io.creditplatform.service;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A setting, or a group of them, as {@link ServiceSettings} has it.
 *
 * @param name with those of its groups, such as {@code inbox.done-marker}
 * @param component the component that holds it
 * @param members of a group; none of a setting
 */
record SettingEntry(String name, RecordComponent component, List<SettingEntry> members) {

    /** All there are, groups with their members within. */
    static List<SettingEntry> all() {
        return of(ServiceSettings.class, "");
    }

    /** All settings, without the groups. */
    static Stream<SettingEntry> leaves() {
        return all().stream().flatMap(SettingEntry::withMembers).filter(entry -> !entry.isGroup());
    }

    private static List<SettingEntry> of(Class<?> type, String prefix) {
        List<SettingEntry> entries = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + kebab(component.getName());
            entries.add(new SettingEntry(
                    name,
                    component,
                    component.getType().isRecord() && component.getType().getEnclosingClass() == ServiceSettings.class
                            ? of(component.getType(), name + ".")
                            : List.of()));
        }
        return List.copyOf(entries);
    }

    private static String kebab(String component) {
        return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** This one and all within it. */
    Stream<SettingEntry> withMembers() {
        return Stream.concat(Stream.of(this), members.stream().flatMap(SettingEntry::withMembers));
    }

    boolean isGroup() {
        return !members.isEmpty();
    }

    /** Its name within its group. */
    String shortName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** How deep it stands. */
    int depth() {
        return (int) name.chars().filter(c -> c == '.').count();
    }

    /** The variable of the environment that sets it, too, as Spring has it: in capitals, dots as underscores, without hyphens. */
    String variable() {
        return ("CREDIT_RUN_" + name).replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    Said said() {
        return Objects.requireNonNull(component.getAnnotation(Said.class), name);
    }

    SettingType type() {
        return SettingType.of(component.getType());
    }
}
