package io.creditplatform.console;

import io.creditplatform.file.SpecialFile;
import io.creditplatform.model.Coded;
import io.creditplatform.model.Money;
import io.creditplatform.text.Visible;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** JSON as users and other programs see it: keys in snake_case, times in ISO-8601, money with two decimals, codes as they are. */
public final class Json {

    /** Writes all JSON of the platform. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule()
                    .addSerializer(
                            Money.class, serializer(Money.class, (money, json) -> json.writeNumber(money.toDecimal())))
                    .addSerializer(
                            Coded.class, serializer(Coded.class, (coded, json) -> json.writeString(coded.code()))))
            .build();

    private Json() {}

    /** A value as JSON that people can read. */
    public static String text(Object value) {
        return Visible.escaped(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }

    private static <T> ValueSerializer<T> serializer(Class<T> type, BiConsumer<T, JsonGenerator> writer) {
        return new StdSerializer<>(type) {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializationContext context) {
                writer.accept(value, generator);
            }
        };
    }

    /** Why a file could not be written there, for those who would rather know before than after. */
    public static Optional<String> findObstacle(Path file) {
        Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of("/"));
        if (Files.isDirectory(file)) {
            return Optional.of(Visible.of(file) + " is a folder, expected the name of a file for the report");
        }
        Optional<String> special = SpecialFile.findObstacle(file);
        if (special.isPresent()) {
            return special;
        } else if (!Files.isDirectory(folder)) {
            return Optional.of("There is no folder " + Visible.of(folder) + " for the report; make it first");
        } else if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            return Optional.of(
                    "You may not write " + Visible.of(file) + ", expected a place where the report can be written");
        }
        return Optional.empty();
    }

    /** Writes a value into a file, which is complete as soon as it is there. */
    public static void write(Object value, Path file) {
        WholeFile.write(file, text(value) + "\n");
    }
}
