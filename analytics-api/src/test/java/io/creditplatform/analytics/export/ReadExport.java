package io.creditplatform.analytics.export;

import io.creditplatform.testing.Csv;
import io.creditplatform.testing.SampleData;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An export as a program reads it that knows nothing but what {@code datapackage.json} says. */
record ReadExport(JsonNode description, Map<String, List<Map<String, String>>> tables) {

    /** Reads an export and checks that it is what its description says; a missing value is an empty text. */
    static ReadExport of(Path folder) throws Exception {
        JsonNode description = JsonMapper.shared().readTree(folder.resolve("datapackage.json"));
        Map<String, List<Map<String, String>>> tables = new TreeMap<>();
        Set<String> described = new HashSet<>(Set.of("datapackage.json"));
        for (JsonNode resource : description.get("resources")) {
            String path = resource.get("path").asString();
            described.add(path);
            byte[] content = Files.readAllBytes(folder.resolve(path));
            require(resource.get("bytes").asInt() == content.length, path + ": bytes");
            require(
                    resource.get("hash")
                            .asString()
                            .equals("sha256:"
                                    + HexFormat.of()
                                            .formatHex(MessageDigest.getInstance("SHA-256")
                                                    .digest(content))),
                    path + ": hash");
            String text = new String(content, StandardCharsets.UTF_8);
            List<String> names = new ArrayList<>();
            resource.get("schema")
                    .get("fields")
                    .forEach(field -> names.add(field.get("name").asString()));
            List<Map<String, String>> rows =
                    resource.get("format").asString().equals("csv") ? csvRows(text, names) : jsonRows(text, names);
            require(resource.get("rows").asInt() == rows.size(), path + ": rows");
            require(tables.put(resource.get("name").asString(), rows) == null, path + ": name");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                require(described.contains(folder.relativize(file).toString()), file + " is not described");
            }
        }
        ReadExport export = new ReadExport(description, tables);
        description.get("resources").forEach(export::check);
        return export;
    }

    private static List<Map<String, String>> csvRows(String text, List<String> names) {
        List<List<String>> lines = Csv.parse(text);
        require(lines.get(0).equals(names), "header " + lines.get(0) + ", described as " + names);
        return lines.subList(1, lines.size()).stream()
                .map(cells -> {
                    require(cells.size() == names.size(), "cells of " + cells);
                    Map<String, String> row = new LinkedHashMap<>();
                    names.forEach(name -> row.put(name, cells.get(row.size())));
                    return row;
                })
                .toList();
    }

    /** As text, to the letter of the file; every line of it is an object. */
    private static List<Map<String, String>> jsonRows(String text, List<String> names) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> lines = text.lines().toList();
        require(lines.get(0).equals("[") && lines.get(lines.size() - 1).equals("]"), "no array");
        JsonNode array = json(text);
        require(array.isEmpty() || array.size() == lines.size() - 2, "not one object a line");
        for (JsonNode object : array) {
            require(List.copyOf(object.propertyNames()).equals(names), object + ", described as " + names);
            Map<String, String> row = new LinkedHashMap<>();
            object.properties()
                    .forEach(cell -> row.put(
                            cell.getKey(),
                            cell.getValue().isNull() ? "" : cell.getValue().asString()));
            rows.add(row);
        }
        return rows;
    }

    /** JSON with its numbers to the letter. */
    static JsonNode json(String text) {
        return JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(text);
    }

    private void check(JsonNode resource) {
        String name = resource.get("name").asString();
        JsonNode schema = resource.get("schema");
        List<Map<String, String>> rows = table(name);
        for (JsonNode field : schema.get("fields")) {
            String column = field.get("name").asString();
            for (Map<String, String> row : rows) {
                checkValue(name + "." + column, field, Objects.requireNonNull(row.get(column)));
            }
        }
        List<String> key = texts(schema.path("primaryKey"));
        if (!key.isEmpty()) {
            require(keys(rows, key).size() == rows.size(), name + ": primary key");
        }
        for (JsonNode foreign : schema.path("foreignKeys")) {
            JsonNode reference = foreign.get("reference");
            Set<List<String>> parents =
                    keys(table(reference.get("resource").asString()), texts(reference.get("fields")));
            require(parents.containsAll(keys(rows, texts(foreign.get("fields")))), name + ": " + foreign);
        }
    }

    private static void checkValue(String where, JsonNode field, String value) {
        JsonNode constraints = field.get("constraints");
        if (value.isEmpty()) {
            require(!constraints.get("required").asBoolean(), where + " is required");
            return;
        }
        BigDecimal number = null;
        switch (field.get("type").asString()) {
            case "integer" -> number = new BigDecimal(Long.parseLong(value));
            case "number" -> number = new BigDecimal(value);
            case "boolean" -> require(value.equals("true") || value.equals("false"), where + " is " + value);
            case "date" -> LocalDate.parse(value);
            case "datetime" -> Instant.parse(value);
            case "yearmonth" -> YearMonth.parse(value);
            case "string" -> {
                if (constraints.has("enum")) {
                    require(texts(constraints.get("enum")).contains(value), where + " is " + value);
                }
                if (constraints.has("maxLength")) {
                    require(value.length() <= constraints.get("maxLength").asInt(), where + " is too long");
                }
                if (constraints.has("pattern")) {
                    require(value.matches(constraints.get("pattern").asString()), where + " is " + value);
                }
            }
            default -> throw new AssertionError(where + " is of the type " + field.get("type"));
        }
        if (number != null && constraints.has("minimum")) {
            require(number.signum() >= 0, where + " is " + value);
        }
        if (number != null && constraints.has("exclusiveMinimum")) {
            require(number.signum() > 0, where + " is " + value);
        }
    }

    /** The rows of a table. */
    List<Map<String, String>> table(String name) {
        List<Map<String, String>> rows = tables.get(name);
        require(rows != null, "there is no table " + name);
        return rows == null ? List.of() : rows;
    }

    /** The names of the fields of a table that have a property with that value. */
    List<String> fields(String table, String property, String value) {
        List<String> names = new ArrayList<>();
        for (JsonNode resource : description.get("resources")) {
            if (resource.get("name").asString().equals(table)) {
                resource.get("schema").get("fields").forEach(field -> {
                    if (field.path(property).asString("").equals(value)) {
                        names.add(field.get("name").asString());
                    }
                });
            }
        }
        return names;
    }

    private static Set<List<String>> keys(List<Map<String, String>> rows, List<String> columns) {
        Set<List<String>> keys = new HashSet<>();
        rows.forEach(row -> keys.add(columns.stream().map(row::get).toList()));
        return keys;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    /** The files of a folder with their content, by path. */
    static Map<String, String> files(Path folder) throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), SampleData.read(file));
            }
        }
        return files;
    }
}
