package io.creditplatform.service;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** Stands in the name of a setting for the name that whoever sets it gives to its group. */
    static final String NAME = "NAME";

    /** Begins the names of those that are options of {@code credit import}, too. */
    private static final String LOAD = "load.";

    /** All there are, groups with their members within. */
    static List<SettingEntry> all() {
        return of(ServiceSettings.class, "");
    }

    /** All settings, without the groups. */
    static Stream<SettingEntry> leaves() {
        return all().stream().flatMap(SettingEntry::withMembers).filter(entry -> !entry.isGroup());
    }

    /**
     * A message about an import, with what its options are here in place of those of {@code credit import}.
     *
     * @param requested whether it was asked for by a request, which may say some of them itself
     */
    static String forOptions(String message, boolean requested) {
        String said = message;
        for (SettingEntry setting : leaves().filter(entry -> entry.name().equals(LOAD + entry.shortName()))
                .toList()) {
            String here = setting.name()
                    + (requested
                            ? " or, where the request says it, its "
                                    + setting.shortName().replace('-', '_')
                            : "");
            said = said.replaceAll("--" + setting.shortName() + "\\b(?!-)", here);
        }
        return said;
    }

    private static List<SettingEntry> of(Class<?> type, String prefix) {
        List<SettingEntry> entries = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String called = said(component).name();
            String name = prefix + (called.isEmpty() ? kebab(component.getName()) : called);
            boolean group = component.getType().isRecord()
                    && component.getType().getRecordComponents()[0].isAnnotationPresent(Said.class);
            List<SettingEntry> members = group ? of(component.getType(), name + ".") : List.of();
            if (component.getType() == Map.class) {
                members = of(valueType(component), name + "." + NAME + ".");
            }
            entries.add(new SettingEntry(name, component, members));
        }
        return List.copyOf(entries);
    }

    private static Class<?> valueType(RecordComponent component) {
        Type[] types = ((ParameterizedType) component.getGenericType()).getActualTypeArguments();
        return (Class<?>) types[1];
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

    /** Whether it is a group of groups that whoever sets them names. */
    boolean isNamed() {
        return component.getType() == Map.class;
    }

    /** The class of the group, or of each of the named groups. */
    Class<?> groupType() {
        return isNamed() ? valueType(component) : component.getType();
    }

    /** It, or what is in it, of the group that was given this name. */
    SettingEntry of(String given) {
        return new SettingEntry(
                name.replace(NAME, given),
                component,
                members.stream().map(member -> member.of(given)).toList());
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
        return (SettingsFile.VARIABLES + name)
                .replace("-", "")
                .replace('.', '_')
                .toUpperCase(Locale.ROOT);
    }

    Said said() {
        return said(component);
    }

    private static Said said(RecordComponent component) {
        return Objects.requireNonNull(component.getAnnotation(Said.class), component.toString());
    }

    SettingType type() {
        return SettingType.of(component.getGenericType());
    }
}
