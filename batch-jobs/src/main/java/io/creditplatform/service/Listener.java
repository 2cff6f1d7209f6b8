package io.creditplatform.service;

/**
 * Hears what happens in the service, in the thread that works and before it is noted as done: what it hears last before a crash, it
 * hears again. Each one among the beans is told. It must be quick; whatever it throws is logged and holds nothing up.
 */
@FunctionalInterface
interface Listener {

    /** Something happened. */
    void hear(Event event);
}
