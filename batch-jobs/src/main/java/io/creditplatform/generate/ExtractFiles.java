package io.creditplatform.generate;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.file.OwnedFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of an extract that is being written. Each is begun when it is first asked for: a feed that nobody writes has none. */
final class ExtractFiles implements Closeable {

    private final Path folder;
    private final ExtractPlan plan;
    private final @Nullable PlantedList planted;
    private final Map<Class<?>, FeedOutput> outputs = new HashMap<>();
    private final List<Closeable> open = new ArrayList<>();

    /** @param list takes down the defects, if the plan has any */
    ExtractFiles(Path folder, ExtractPlan plan, Path list) throws IOException {
        this.folder = folder;
        this.plan = plan;
        this.planted = plan.isClean() ? null : new PlantedList(OwnedFiles.stream(list));
        if (planted != null) {
            open.add(planted);
        }
    }

    FeedOutput of(Class<? extends Record> type) throws IOException {
        FeedOutput begun = outputs.get(type);
        if (begun == null) {
            FeedDefinition feed = Feeds.all().stream()
                    .filter(known -> known.type() == type)
                    .findFirst()
                    .orElseThrow();
            begun = new FeedOutput(feed, folder, plan, planted);
            open.add(begun);
            outputs.put(type, begun);
        }
        return begun;
    }

    /** What was written, in load order. */
    List<GeneratedExtract.FeedRows> written() {
        return Feeds.all().stream()
                .flatMap(feed -> Stream.ofNullable(outputs.get(feed.type())))
                .map(FeedOutput::written)
                .toList();
    }

    /** What the extract's manifest says, once all is closed. */
    ExtractManifest manifest() throws IOException {
        List<ExtractManifest.Resource> resources = new ArrayList<>();
        Map<String, Long> rows = new LinkedHashMap<>();
        for (FeedDefinition feed : Feeds.all()) {
            FeedOutput output = outputs.get(feed.type());
            if (output != null) {
                resources.add(ExtractManifest.Resource.of(
                        feed.name(),
                        feed.fileName(),
                        Files.size(folder.resolve(feed.fileName())),
                        output.sha256OfFile()));
                rows.put(feed.name(), output.written().rows());
            }
        }
        return ExtractManifest.of(resources, rows, plan.asOf());
    }

    /** Closes all, also when the disk is full and each of them fails. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Closeable each : open) {
            try {
                each.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
