package io.creditplatform.generate;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of planted defects, written as they are planted. */
final class PlantedList implements Closeable {

    private final RecordWriter writer;
    private final Map<Class<? extends Record>, String> rejectedKeys = new HashMap<>();

    PlantedList(OutputStream out) throws IOException {
        writer = new RecordWriter(
                Planted.class,
                Arrays.stream(Planted.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList(),
                out,
                null);
    }

    void add(Planted planted) throws IOException {
        writer.write(planted);
    }

    /** Notes the key of a rejected row of a feed, for a child to name. */
    void rejectedKey(Class<? extends Record> feed, String key) {
        rejectedKeys.put(feed, key);
    }

    /** The key of the newest rejected row of a feed, if there is one. */
    @Nullable String rejectedKey(Class<? extends Record> feed) {
        return rejectedKeys.get(feed);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
