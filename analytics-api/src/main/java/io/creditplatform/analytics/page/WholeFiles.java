package io.creditplatform.analytics.page;

import io.creditplatform.model.Currency;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceTransformer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Gives the page's script and style sheet whole: what they import stands in them, so that a browser asks for one file each and
 * not for fifty. The sources stay as they are, and can be asked for one by one.
 */
final class WholeFiles implements ResourceTransformer {

    private static final String SCRIPT = "page.js";

    private static final String STYLE = "page.css";

    /** The folder that both are in; below it others may have the same name. */
    private static final String FOLDER = "/static/page/";

    private static final String CURRENCIES = "app/currencies.js";

    private static final Pattern STYLE_IMPORT = Pattern.compile("(?m)^@import \"([^\"]+)\";$");

    /** {@code import { a, b as c } from './x.js';}, or {@code import './x.js';} for what it does. */
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:(\\{[^}]*}) from )?'([^']+)';$");

    private static final Pattern LATER = Pattern.compile("\\bimport\\('([^']+)'\\)");

    private static final Pattern EXPORT = Pattern.compile("(?m)^export ((?:async )?function|const|class) (\\w+)");

    /** What none of these takes, such as a default export, or names that are exported apart. */
    private static final Pattern OTHER = Pattern.compile("(?m)^(?:import|export)\\b[^(].*$");

    /** Where the chart library is, which stays a file of its own: not every view has a chart. */
    private static final String LIBRARY = "library/";

    @Override
    public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
            throws IOException {
        Resource source = chain.transform(request, resource);
        String path = resource.getURL().getPath();
        if (path.endsWith(FOLDER + SCRIPT)) {
            return new TransformedResource(source, bytes(script(source)));
        }
        return path.endsWith(FOLDER + STYLE) ? new TransformedResource(source, bytes(style(source))) : source;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Resource file) throws IOException {
        return file.getContentAsString(StandardCharsets.UTF_8);
    }

    /** The only module without a source: what the page would have to ask the server for in each view. */
    private static String currencies() {
        return Stream.of(Currency.values())
                .map(Currency::code)
                .collect(Collectors.joining("', '", "export const CURRENCIES = ['", "'];\n"));
    }

    private static String style(Resource entry) throws IOException {
        StringBuilder whole = new StringBuilder();
        Matcher imported = STYLE_IMPORT.matcher(text(entry));
        while (imported.find()) {
            whole.append(text(entry.createRelative(imported.group(1))));
        }
        return whole.toString();
    }

    private static String script(Resource entry) throws IOException {
        Map<String, String> modules = new LinkedHashMap<>();
        modules.put(CURRENCIES, asFunction(CURRENCIES, currencies()));
        add(SCRIPT, entry, entry, modules);
        StringBuilder whole = new StringBuilder("const modules = {};\n");
        modules.forEach((path, source) -> whole.append("// ---- ")
                .append(path)
                .append("\nmodules['")
                .append(path)
                .append("'] = (() => {\n")
                .append(source)
                .append("})();\n"));
        return whole.toString();
    }

    /** Adds a module behind those that it imports. A path is as seen from the entry. */
    private static void add(String path, Resource file, Resource entry, Map<String, String> modules)
            throws IOException {
        if (modules.containsKey(path)) {
            if ("".equals(modules.get(path))) {
                throw new IllegalStateException(path + " imports itself, by way of others.");
            }
            return;
        }
        modules.put(path, "");
        String source = text(file);
        for (Pattern imports : new Pattern[] {IMPORT, LATER}) {
            for (MatchResult found : imports.matcher(source).results().toList()) {
                String other = from(path, found.group(found.groupCount()));
                if (!other.startsWith(LIBRARY)) {
                    add(other, entry.createRelative(other), entry, modules);
                }
            }
        }
        modules.remove(path); // to stand behind those
        modules.put(path, asFunction(path, source));
    }

    /** A module's text as what a function does, which gives the names that the module exports. */
    private static String asFunction(String path, String source) {
        String exported =
                EXPORT.matcher(source).results().map(found -> found.group(2)).collect(Collectors.joining(", "));
        String inside = IMPORT.matcher(source).replaceAll(found -> {
            String other = from(path, found.group(2));
            return Matcher.quoteReplacement(
                    found.group(1) == null
                            ? ""
                            : "const " + found.group(1).replace(" as ", ": ") + " = modules['" + other + "'];");
        });
        inside = LATER.matcher(inside).replaceAll(found -> {
            String other = from(path, found.group(1));
            return Matcher.quoteReplacement(
                    other.startsWith(LIBRARY)
                            ? "import('./" + other + "')"
                            : "Promise.resolve(modules['" + other + "'])");
        });
        inside = EXPORT.matcher(inside).replaceAll("$1 $2");
        Matcher other = OTHER.matcher(inside);
        if (other.find()) {
            throw new IllegalStateException(path + " says `" + other.group()
                    + "`, expected `import { name } from '…';` or `export` before a function, const or class.");
        }
        return inside + "return { " + exported + " };\n";
    }

    private static String from(String path, String other) {
        return URI.create(path).resolve(other).toString();
    }
}
