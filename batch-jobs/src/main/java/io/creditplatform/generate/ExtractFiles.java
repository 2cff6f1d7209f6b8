package io.creditplatform.generate;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.file.OwnedFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
