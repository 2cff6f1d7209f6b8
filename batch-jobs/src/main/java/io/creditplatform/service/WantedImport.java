package io.creditplatform.service;

import io.creditplatform.console.Share;
import io.creditplatform.jobs.ImportRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An import that somebody asked for: what its options say, and else the settings. Whoever took the request has read it before. */
record WantedImport(JsonNode request) {

    static WantedImport of(JsonNode request) {
        return new WantedImport(request);
    }

    /** The day that rows are judged by, or that an extract speaks of; null where the request says none. */
    static @Nullable LocalDate day(JsonNode request) {
        JsonNode day = request.path("options").path("as_of");
        return day.isString() ? LocalDate.parse(day.asString()) : null;
    }

    private JsonNode option(String name) {
        return request.path("options").path(name);
    }

    boolean isForced() {
        return option("force").asBoolean(false);
    }

    private Set<String> feeds(String name, Set<String> byDefault) {
        if (option(name).isMissingNode()) {
            return byDefault;
        }
        Set<String> feeds = new HashSet<>();
        option(name).forEach(feed -> feeds.add(feed.asString()));
        return feeds;
    }

    private BigDecimal share(String name, Share byDefault) {
        return option(name).isMissingNode()
                ? byDefault.value()
                : Share.of(option(name).asString()).value();
    }

    ImportRequest request(ServiceSettings.Load load, boolean force) {
        return new ImportRequest(
                Path.of(request.path("directory").asString()),
                feeds("feeds", Set.of()),
                share("max_reject_rate", load.maxRejectRate()),
                feeds("complete", load.complete()),
                share("max_removed_rate", load.maxRemovedRate()),
                option("volume_gate").asBoolean(load.volumeGate()),
                day(request),
                force,
                option("dry_run").asBoolean(false));
    }
}
