package io.creditplatform.service;

import io.creditplatform.database.Database;
import io.creditplatform.quality.Gate;
import io.creditplatform.quality.Rules;
import io.creditplatform.quality.ThresholdsFile;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/** Makes the settings of what is said, and finds all that is wrong with them at once. */
final class SettingsCheck {

    private static final String INBOX = "inbox.folder";

    private final Database database;
    private final Map<String, SaidValue> said;
    private final List<String> faults;
    private final Map<String, Object> values = new HashMap<>();

    /** Settings of which something was said that cannot be read; their defaults stand in for it, so that the rest can be looked at. */
    private final Set<String> unread;

    private SettingsCheck(Database database, Map<String, SaidValue> said, List<String> faults, Set<String> unread) {
        this.unread = unread;
        this.database = database;
        this.said = said;
        this.faults = faults;
    }

    /**
     * The settings of a service.
     *
     * @param file null if there is none
     * @param variables the environment's
     * @throws SettingsException if anything is wrong; names all of it
     */
    static ServiceSettings settings(@Nullable Path file, Map<String, String> variables, Database database) {
        List<String> faults = new ArrayList<>();
        Set<String> unread = new HashSet<>();
        SettingsCheck check =
                new SettingsCheck(database, SettingsFile.read(file, variables, faults, unread), faults, unread);
        ServiceSettings settings = check.settings();
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
        return settings;
    }

    private ServiceSettings settings() {
        try (var factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            Validator validator = factory.getValidator();
            SettingEntry.leaves()
                    .flatMap(entry -> entry.name().contains(SettingEntry.NAME)
                            ? given(entry).map(entry::of)
                            : Stream.of(entry))
                    .forEach(entry -> read(entry, validator));
        }
        ServiceSettings settings = (ServiceSettings) make(ServiceSettings.class, SettingEntry.all());
        contradictions(settings);
        return settings;
    }

    /** The names that were given to groups, in any of whose settings something is said. */
    private Stream<String> given(SettingEntry entry) {
        String group = entry.name().substring(0, entry.name().indexOf(SettingEntry.NAME));
        return said.keySet().stream()
                .filter(name -> name.startsWith(group))
                .map(name -> name.substring(group.length(), name.indexOf('.', group.length())))
                .distinct()
                .sorted();
    }

    private void read(SettingEntry entry, Validator validator) {
        SaidValue value = said.get(entry.name());
        Object read = value == null ? null : read(entry, value, validator);
        String byDefault = entry.said().byDefault();
        if (read == null && !byDefault.isEmpty()) {
            read = entry.type().reader().apply(byDefault);
        } else if (read == null && entry.type().isList()) {
            read = Set.of();
        }
        if (read != null) {
            values.put(entry.name(), read);
        }
    }

    /** What was said of a setting; null if it is none that can be, which is noted. */
    private @Nullable Object read(SettingEntry entry, SaidValue value, Validator validator) {
        Object read;
        try {
            read = entry.type().reader().apply(value.text());
        } catch (IllegalArgumentException e) {
            faults.add(value.fault(entry, entry.type().expected()));
            unread.add(entry.name());
            return null;
        }
        Set<? extends ConstraintViolation<?>> violations = validator.validateValue(
                entry.component().getDeclaringRecord(), entry.component().getName(), read);
        if (violations.isEmpty()) {
            return read;
        }
        violations.forEach(violation -> faults.add(value.fault(entry, violation.getMessage())));
        unread.add(entry.name());
        return null;
    }

    /** Whether all can be read that was said in a group; whether settings go together can be told only of such. */
    private boolean isRead(String group) {
        return unread.stream().noneMatch(name -> name.startsWith(group + "."));
    }

    private Object make(Class<?> type, List<SettingEntry> members) {
        try {
            var constructor = type.getDeclaredConstructor(
                    members.stream().map(member -> member.component().getType()).toArray(Class[]::new));
            return constructor.newInstance(members.stream()
                    .map(member -> {
                        if (member.isNamed()) {
                            return named(member);
                        }
                        return member.isGroup()
                                ? make(member.groupType(), member.members())
                                : values.get(member.name());
                    })
                    .toArray());
        } catch (InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> named(SettingEntry group) {
        Map<String, Object> all = new TreeMap<>();
        given(group.members().get(0))
                .forEach(name ->
                        all.put(name, make(group.groupType(), group.of(name).members())));
        return Collections.unmodifiableMap(all);
    }

    /** What can be read, but not be followed. */
    private void contradictions(ServiceSettings settings) {
        ServiceSettings.Inbox inbox = settings.inbox();
        if (said.containsKey(INBOX) && !Files.exists(inbox.folder())) {
            fault(INBOX, "a folder that is there; make it first");
        } else if (Files.exists(inbox.folder()) && !Files.isDirectory(inbox.folder())) {
            fault(INBOX, "a folder, and that is a file");
        } else if (Files.exists(inbox.folder()) && !Files.isWritable(inbox.folder())) {
            fault(INBOX, "a folder that you may write to, since what is loaded is moved away");
        }
        ServiceSettings.Check check = settings.afterLoad().check();
        if (isRead("inbox") && isRead("after-load")) {
            apart(folders(settings));
        }
        if (check.thresholds() != null) {
            thresholds(check, check.thresholds());
        }
        if (check.onBreach() == ServiceSettings.OnBreach.UNDO && (check.failOn() == null || !check.enabled())) {
            fault("after-load.check.on-breach", "that there is a gate to be met: after-load.check.enabled and fail-on");
        }
        if (isRead("notify")) {
            targets(settings.told());
        }
        new ServerCheck(this::fault, faults).check(settings);
    }

    /** The folders that the service works with, each of whose content is its own, by the settings that name them. */
    private static Map<String, Path> folders(ServiceSettings settings) {
        Map<String, Path> folders = new LinkedHashMap<>();
        folders.put(INBOX, real(settings.inbox().folder()));
        folders.put("inbox.archive", real(settings.inbox().archive()));
        folders.put("inbox.failed", real(settings.inbox().failed()));
        ServiceSettings.Check check = settings.afterLoad().check();
        if (check.enabled() && check.reports() != null) {
            folders.put("after-load.check.reports", real(check.reports()));
        }
        if (settings.afterLoad().export().enabled()
                || settings.schedule().export().cron() != null) {
            folders.put(
                    "after-load.export.folder",
                    real(settings.afterLoad().export().folder()));
        }
        return folders;
    }

    /** What is put into one of them must not be taken for what lies in another one. */
    private void apart(Map<String, Path> folders) {
        List<String> before = new ArrayList<>();
        folders.forEach((name, folder) -> {
            Optional<String> near = before.stream()
                    .filter(other -> folder.startsWith(folders.get(other))
                            || Objects.requireNonNull(folders.get(other)).startsWith(folder))
                    .findFirst();
            if (near.isPresent()) {
                fault(
                        name,
                        "a folder that is neither in " + (near.get().equals(INBOX) ? "the inbox" : near.get())
                                + " nor around it");
            } else if (!name.equals(INBOX) && Files.exists(folder) && !Files.isDirectory(folder)) {
                fault(name, "a folder, and that is a file");
            }
            before.add(name);
        });
    }

    private void targets(ServiceSettings.Notify notify) {
        notify.webhooks().forEach((name, webhook) -> {
            if (webhook.url() == null) {
                String group = "notify.webhooks." + name + ".";
                String place = said.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(group))
                        .map(entry -> entry.getValue().place())
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
                faults.add(place + ": notify.webhooks." + name + " has no address, expected " + group
                        + "url beside its other settings");
            }
        });
        Path program = notify.command().program();
        if (program != null && (!Files.isRegularFile(program) || !Files.isExecutable(program))) {
            fault("notify.command.program", "a program that you may execute");
        }
    }

    private void thresholds(ServiceSettings.Check check, Path file) {
        if (check.failOn() == null) {
            fault("after-load.check.thresholds", "after-load.check.fail-on beside it, which it is about");
        }
        try {
            ThresholdsFile.read(file, Rules.all(database));
        } catch (IllegalArgumentException e) {
            String.valueOf(e.getMessage()).lines().forEach(faults::add);
        }
    }

    /** The gate that a check has to meet; null if there is none. */
    static @Nullable Gate gate(ServiceSettings.Check check, Database database) {
        return check.failOn() == null
                ? null
                : new Gate(
                        check.failOn(),
                        check.thresholds() == null
                                ? Map.of()
                                : ThresholdsFile.read(check.thresholds(), Rules.all(database)));
    }

    private void fault(String name, String expected) {
        if (!isRead(name.substring(0, name.indexOf('.')))) {
            return;
        }
        SettingEntry entry = SettingEntry.leaves()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
        SaidValue value = said.getOrDefault(name, new SaidValue(entry.said().byDefault(), "by default"));
        faults.add(value.fault(entry, expected));
    }

    /** Where a folder is, links resolved as far as it is there. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path there = absolute; there != null; there = there.getParent()) {
            try {
                return there.toRealPath().resolve(there.relativize(absolute));
            } catch (IOException e) {
                // It is not there, or not for this user; perhaps what it is in is.
            }
        }
        return absolute;
    }
}
