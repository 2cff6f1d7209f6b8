package io.creditplatform.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A program that is started for each event, which stands on its stdin as JSON. What the service knows of secrets it does not get. */
record ToldProgram(Path program, Duration timeout) implements Target {

    @Override
    public String name() {
        return "command";
    }

    @Override
    public Optional<String> tell(Event event) throws InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of(program.toAbsolutePath().toString()));
        builder.environment().keySet().removeIf(name -> name.startsWith("CREDIT_") || name.startsWith("PG"));
        return new OtherProgram(builder, MessageFormat.JSON.body(event), timeout)
                .run(() -> false)
                .map(OtherProgram.Failure::text);
    }
}
