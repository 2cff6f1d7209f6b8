package io.creditplatform.service;

import io.creditplatform.file.FileFailure;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What a file and the environment say of the settings. Both are read wholly, and whatever is wrong is noted with its place. Not by
 * Spring's binder, which ends at the first fault and passes over keys that come twice; names are as relaxed as there.
 */
final class SettingsFile {

    static final String NAME = "credit.yaml";

    static final String VARIABLES = "CREDIT_RUN_";
    private static final Pattern GIVEN = Pattern.compile("[a-z][a-z0-9]{0,29}");
    private static final int MAX_BYTES = 1 << 20;

    private final List<String> faults;
    private final Set<String> unread;
    private final Map<String, SaidValue> values = new HashMap<>();
    private final String file;

    private SettingsFile(String file, List<String> faults, Set<String> unread) {
        this.file = file;
        this.faults = faults;
        this.unread = unread;
    }

    /**
     * What is said, by the names of the settings; a variable goes before the file.
     *
     * @param file null if there is none
     * @param variables the environment's
     * @param faults is given whatever is wrong, each in a line
     * @param unread is given the names of settings, and of groups with a dot behind, of which something is said that is none
     */
    static Map<String, SaidValue> read(
            @Nullable Path file, Map<String, String> variables, List<String> faults, Set<String> unread) {
        SettingsFile settings = new SettingsFile(file == null ? "" : Visible.of(file), faults, unread);
        if (file != null) {
            settings.readFile(file);
        }
        settings.readVariables(variables);
        return Map.copyOf(settings.values);
    }

    private void readFile(Path path) {
        try (InputStream stream = Files.newInputStream(path)) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                unfit(file + " has more than " + MAX_BYTES + " bytes, expected a few lines of settings");
                return;
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (root != null) {
                readGroup(root, "", SettingEntry.all());
            }
        } catch (CharacterCodingException e) {
            unfit(file + " is not UTF-8, expected YAML in UTF-8");
        } catch (IOException e) {
            unfit(file + " cannot be read: " + FileFailure.reason(e));
        } catch (MarkedYAMLException e) {
            unfit((e.getProblemMark() == null ? file : place(e.getProblemMark())) + ": this is no YAML: "
                    + Visible.of(String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            unfit(file + ": this is no YAML: " + Visible.of(String.valueOf(e.getMessage())));
        }
    }

    /** Notes that nothing can be told of what the file says. */
    private void unfit(String fault) {
        faults.add(fault);
        SettingEntry.all().forEach(group -> unread.add(group.name() + "."));
    }

    private String place(Mark mark) {
        return file + ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }

    private void readGroup(Node node, String group, List<SettingEntry> members) {
        if (!(node instanceof MappingNode mapping) || (mapping.getValue().isEmpty() && !group.isEmpty())) {
            String expected = "got " + shown(node) + ", expected settings " + names(members);
            if (group.isEmpty()) {
                unfit(place(node.getStartMark()) + ": " + expected);
            } else {
                faults.add(place(node.getStartMark()) + ": " + group + ": " + expected
                        + " in lines of their own below it");
                unread.add(group + ".");
            }
            return;
        }
        Map<String, Mark> seen = new HashMap<>();
        for (NodeTuple member : mapping.getValue()) {
            Node key = member.getKeyNode();
            String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
            Optional<SettingEntry> entry = members.stream()
                    .filter(known -> relaxed(known.shortName()).equals(relaxed(name)))
                    .findFirst();
            Mark before = seen.putIfAbsent(relaxed(name), key.getStartMark());
            if (before != null) {
                faults.add(place(key.getStartMark()) + ": got " + Visible.quoted(name)
                        + " a second time, expected it once; it stands in line " + (before.getLine() + 1) + " too");
            } else if (entry.isEmpty()) {
                faults.add(place(key.getStartMark()) + ": got the unknown setting " + Visible.quoted(name)
                        + (group.isEmpty() ? "" : " in " + group) + ", expected one of " + names(members));
            } else if (entry.get().isNamed()) {
                readNamed(member.getValueNode(), entry.get());
            } else if (entry.get().isGroup()) {
                readGroup(member.getValueNode(), entry.get().name(), entry.get().members());
            } else {
                readSetting(member.getValueNode(), entry.get());
            }
        }
    }

    /** Groups that whoever sets them names; a name is a part of the variables' names, which know no more signs. */
    private void readNamed(Node node, SettingEntry group) {
        if (!(node instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
            faults.add(place(node.getStartMark()) + ": " + group.name() + ": got " + shown(node)
                    + ", expected names in lines of their own below it, each with settings below it");
            unread.add(group.name() + ".");
            return;
        }
        Map<String, Mark> seen = new HashMap<>();
        for (NodeTuple member : mapping.getValue()) {
            Node key = member.getKeyNode();
            String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
            Mark before = seen.putIfAbsent(name, key.getStartMark());
            if (before != null) {
                faults.add(place(key.getStartMark()) + ": got " + Visible.quoted(name)
                        + " a second time, expected it once; it stands in line " + (before.getLine() + 1) + " too");
            } else if (GIVEN.matcher(name).matches()) {
                SettingEntry named = group.of(name);
                readGroup(member.getValueNode(), group.name() + "." + name, named.members());
            } else {
                faults.add(place(key.getStartMark()) + ": " + group.name() + ": got the name " + Visible.quoted(name)
                        + ", expected small letters and digits, such as ops");
            }
        }
    }

    private void readSetting(Node node, SettingEntry entry) {
        String place = place(node.getStartMark());
        if (node instanceof ScalarNode scalar) {
            values.put(entry.name(), new SaidValue(scalar.getValue(), place));
        } else if (node instanceof SequenceNode list
                && entry.type().isList()
                && list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
            values.put(
                    entry.name(),
                    new SaidValue(
                            list.getValue().stream()
                                    .map(element -> ((ScalarNode) element).getValue())
                                    .collect(Collectors.joining(",")),
                            place));
        } else {
            faults.add(place + ": " + entry.name() + ": got " + shown(node) + ", expected "
                    + entry.type().expected());
            unread.add(entry.name());
        }
    }

    private void readVariables(Map<String, String> variables) {
        variables.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(VARIABLES))
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> {
                    String name = relaxed(variable.getKey().substring(VARIABLES.length()));
                    Optional<SettingEntry> entry = SettingEntry.leaves()
                            .flatMap(known -> named(known, name).stream())
                            .findFirst();
                    if (entry.isPresent()) {
                        values.put(entry.get().name(), new SaidValue(variable.getValue(), variable.getKey()));
                    } else {
                        faults.add("got the unknown variable " + Visible.quoted(variable.getKey())
                                + ", expected one such as "
                                + SettingEntry.leaves()
                                        .findFirst()
                                        .orElseThrow()
                                        .variable() + ", see docs/service.md");
                    }
                });
    }

    /** The setting, with the name of its group if it has one, if it goes by this relaxed name. */
    private static Optional<SettingEntry> named(SettingEntry known, String name) {
        int given = known.name().indexOf(SettingEntry.NAME);
        if (given < 0) {
            return relaxed(known.name()).equals(name) ? Optional.of(known) : Optional.empty();
        }
        String begin = relaxed(known.name().substring(0, given));
        String end = relaxed(known.name().substring(given + SettingEntry.NAME.length()));
        return name.length() > begin.length() + end.length() && name.startsWith(begin) && name.endsWith(end)
                ? Optional.of(name.substring(begin.length(), name.length() - end.length()))
                        .filter(GIVEN.asMatchPredicate())
                        .map(known::of)
                : Optional.empty();
    }

    /** As Spring compares names: hyphens, underscores and capitals do not count. */
    private static String relaxed(String name) {
        return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }

    private static String names(List<SettingEntry> members) {
        return members.stream().map(SettingEntry::shortName).collect(Collectors.joining(", "));
    }

    private static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "nothing" : Visible.quoted(scalar.getValue());
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().isEmpty() ? "nothing" : "settings";
        }
        return "a list";
    }
}
