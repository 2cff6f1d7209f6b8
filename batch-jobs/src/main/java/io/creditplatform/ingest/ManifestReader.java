package io.creditplatform.ingest;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a manifest strictly, and names all that it says wrongly. */
final class ManifestReader {

    /** What Jackson says of a beginning whose place it does not tell, and of the settings that its limits have in code. */
    private static final String FOR_DEVELOPERS = "(?s)\\s*\\((?:for|start) .*\\[Source.*|, from `[^`]*`";

    /** Far more than a manifest needs; so nobody fills the memory with one. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /** Hexadecimal digits of the digests that Data Package names; one without a name is of the first. */
    private static final Map<String, Integer> DIGESTS =
            Map.of("md5", 32, "sha1", 40, "sha256", 64, "sha384", 96, "sha512", 128);

    private final Path file;
    private final List<String> problems;

    private ManifestReader(Path file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * The manifest of a folder, if it has one.
     *
     * @param problems is given what is wrong in it
     * @throws ExtractException if it cannot be read, or is no JSON object
     */
    static Optional<Manifest> read(Path directory, List<String> problems) {
        Path file = directory.resolve(Manifest.FILE);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream stream = PlainFile.open(file)) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw ExtractException.unfit(Visible.of(file) + " has more than " + MAX_BYTES
                        + " bytes, expected a manifest. Have it delivered again.");
            }
            JsonNode root = json().readTree(bytes);
            if (root == null || !root.isObject()) {
                throw ExtractException.unfit(Visible.of(file)
                        + " is no JSON object, expected a Data Package. Have it delivered again, or remove it.");
            }
            return Optional.of(new ManifestReader(file, problems).manifest(root));
        } catch (JacksonException e) {
            throw ExtractException.unfit(Visible.of(file)
                    + (e.getLocation() == null || e.getLocation().getLineNr() < 1
                            ? ""
                            : ", line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr())
                    + ": this is no JSON: "
                    + Visible.of(e.getOriginalMessage().replaceAll(FOR_DEVELOPERS, ""))
                    + ". Have it delivered again, or remove it.");
        } catch (IOException e) {
            throw PlainFile.unreadable(file, e);
        }
    }

    /** Made where there is a manifest: the start of every other import would wait for some 500 classes. */
    private static JsonMapper json() {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    private Manifest manifest(JsonNode root) {
        JsonNode ours = object(root, "credit", "credit");
        List<Manifest.Resource> resources = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        JsonNode list = root.path("resources");
        if (!list.isArray() || list.isEmpty()) {
            problems.add("resources: got " + shown(list) + ", expected a list with one for each file");
        }
        for (JsonNode node : list.isArray() ? list : List.<JsonNode>of()) {
            Manifest.Resource resource = resource(node, resources.size(), ours);
            if (!seen.add(resource.name()) || (!resource.path().isEmpty() && !seen.add("/" + resource.path()))) {
                problems.add("resource " + Visible.of(resource.name())
                        + ": it, or its path, stands there twice, expected once");
            }
            resources.add(resource);
        }
        requireKnown(ours, "rows", resources);
        requireKnown(ours, "sums", resources);
        return new Manifest(file, List.copyOf(resources), asOf(ours.path("as_of")), complete(ours, resources));
    }

    private Manifest.Resource resource(JsonNode node, int index, JsonNode ours) {
        String name = node.path("name").isString() ? node.path("name").stringValue() : "";
        String at = name.isEmpty() ? "resource " + (index + 1) : "resource " + Visible.of(name);
        if (name.isEmpty()) {
            problems.add(at + ": got " + shown(node.path("name")) + " as name, expected a text");
            name = "#" + (index + 1);
        }
        String path = path(node.path("path"), at);
        Optional<FeedDefinition> feed =
                Feeds.all().stream().filter(each -> isFile(each, path)).findFirst();
        if (feed.isEmpty() && !path.contains("/") && (path.endsWith(".csv") || path.endsWith(".csv.gz"))) {
            problems.add(at + ": " + Visible.of(path) + " is the file of no feed, expected one of " + Feeds.names());
        }
        JsonNode own = object(node, "credit", at + ", credit");
        JsonNode rows = first(own.path("rows"), object(ours, "rows", null).path(name), node.path("rows"));
        JsonNode sums = first(own.path("sums"), object(ours, "sums", null).path(name));
        return new Manifest.Resource(
                name,
                path,
                feed.map(FeedDefinition::name).orElse(null),
                count(node.path("bytes"), at + ", bytes"),
                digest(node.path("hash"), at),
                count(rows, at + ", rows"),
                sums(sums, at, feed.orElse(null)));
    }

    private static boolean isFile(FeedDefinition feed, String path) {
        return path.equals(feed.fileName()) || path.equals(feed.fileName() + ExtractFile.COMPRESSED);
    }

    /** Only what lies within the folder is looked at, whatever is asked for. */
    private String path(JsonNode node, String at) {
        if (!node.isString() || node.stringValue().isEmpty()) {
            problems.add(at + ": got " + shown(node) + " as path, expected the name of one file");
            return "";
        }
        String path = node.stringValue();
        boolean within = !path.startsWith("/")
                && !path.contains("\\")
                && !path.contains(":")
                && path.chars().noneMatch(Character::isISOControl)
                && List.of(path.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!within) {
            problems.add(at + ": got the path '" + Visible.of(path) + "', expected that of a file within the folder");
            return "";
        }
        return path;
    }

    private @Nullable Long count(JsonNode node, String at) {
        if (isNothing(node)) {
            return null;
        } else if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            problems.add(at + ": got " + shown(node) + ", expected a whole number of 0 or more");
            return null;
        }
        return node.longValue();
    }

    private Manifest.@Nullable Digest digest(JsonNode node, String at) {
        if (isNothing(node)) {
            return null;
        }
        String text = node.isString() ? node.stringValue().toLowerCase(Locale.ROOT) : "";
        int colon = text.indexOf(':');
        String algorithm = colon < 0 ? "md5" : text.substring(0, colon).replace("-", "");
        String hex = text.substring(colon + 1);
        Integer digits = DIGESTS.get(algorithm);
        if (digits == null || hex.length() != digits || !hex.matches("[0-9a-f]+")) {
            problems.add(at + ", hash: got " + shown(node)
                    + ", expected a digest such as sha256: and 64 hexadecimal digits; known are "
                    + String.join(", ", new TreeSet<>(DIGESTS.keySet())));
            return null;
        }
        return new Manifest.Digest(algorithm.startsWith("sha") ? "SHA-" + algorithm.substring(3) : "MD5", hex);
    }

    private Map<String, BigDecimal> sums(JsonNode node, String at, @Nullable FeedDefinition feed) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        if (isNothing(node)) {
            return sums;
        } else if (!node.isObject() || feed == null) {
            problems.add(at + ", sums: got " + shown(node)
                    + ", expected an object with columns of a feed's file and decimals as text");
            return sums;
        }
        for (Map.Entry<String, JsonNode> sum : node.properties()) {
            if (feed.columns().stream().map(Column::name).noneMatch(sum.getKey()::equals)) {
                problems.add(at + ", sums: " + feed.name() + " has no column '" + Visible.of(sum.getKey()) + "'");
            } else if (!sum.getValue().isString()
                    || !sum.getValue().stringValue().matches("-?\\d{1,40}(\\.\\d{1,40})?")) {
                problems.add(at + ", sums, " + sum.getKey() + ": got " + shown(sum.getValue())
                        + ", expected a decimal as text such as \"1234.50\"");
            } else {
                sums.put(sum.getKey(), new BigDecimal(sum.getValue().stringValue()));
            }
        }
        return sums;
    }

    private @Nullable LocalDate asOf(JsonNode node) {
        if (isNothing(node)) {
            return null;
        }
        try {
            return LocalDate.parse(node.isString() ? node.stringValue() : "");
        } catch (DateTimeException e) {
            problems.add("credit.as_of: got " + shown(node) + ", expected a date such as 2025-06-30");
            return null;
        }
    }

    private Set<String> complete(JsonNode ours, List<Manifest.Resource> resources) {
        Set<String> complete = new TreeSet<>();
        JsonNode node = ours.path("complete");
        if (!isNothing(node) && !node.isArray()) {
            problems.add("credit.complete: got " + shown(node) + ", expected a list of feeds");
        }
        for (JsonNode each : node.isArray() ? node : List.<JsonNode>of()) {
            String feed = each.isString() ? each.stringValue() : "";
            if (Feeds.named(feed).isEmpty()) {
                problems.add("credit.complete: got " + shown(each) + ", expected one of " + Feeds.names());
            } else if (resources.stream().noneMatch(resource -> feed.equals(resource.feed()))) {
                problems.add("credit.complete: " + feed + " is to be complete, but no resource is its file "
                        + Feeds.named(feed).orElseThrow().fileName());
            } else {
                complete.add(feed);
            }
        }
        return complete;
    }

    private void requireKnown(JsonNode ours, String member, List<Manifest.Resource> resources) {
        String at = "credit." + member;
        for (String name : object(ours, member, at).propertyNames()) {
            if (resources.stream().noneMatch(resource -> resource.name().equals(name))) {
                problems.add(at + ": there is no resource '" + Visible.of(name) + "'");
            }
        }
    }

    /** A member that is an object, or nothing. */
    private JsonNode object(JsonNode node, String member, @Nullable String at) {
        JsonNode found = node.path(member);
        if (isNothing(found) || found.isObject()) {
            return found;
        }
        if (at != null) {
            problems.add(at + ": got " + shown(found) + ", expected an object");
        }
        return node.path("").path("");
    }

    private static JsonNode first(JsonNode... nodes) {
        for (JsonNode node : nodes) {
            if (!isNothing(node)) {
                return node;
            }
        }
        return nodes[0];
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return node.isMissingNode() ? "nothing" : Visible.of(text.length() > 80 ? text.substring(0, 80) + "…" : text);
    }
}
