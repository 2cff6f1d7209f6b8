package io.creditplatform.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody who is told of events. */
sealed interface Target permits Webhook, ToldProgram {

    /** What it is called in the settings. */
    String name();

    /**
     * Tells it; comes to an end in a bounded time, whatever it does.
     *
     * @return why that did not work; empty if it has got it
     * @throws InterruptedException if the service ends meanwhile
     */
    Optional<String> tell(Event event) throws InterruptedException;

    /** All that the settings name. */
    static List<Target> of(ServiceSettings.Notify settings) {
        List<Target> targets = new ArrayList<>();
        settings.webhooks().forEach((name, webhook) -> targets.add(Webhook.of(name, webhook)));
        if (settings.command().program() != null) {
            targets.add(new ToldProgram(
                    settings.command().program(), settings.command().timeout()));
        }
        return List.copyOf(targets);
    }
}
