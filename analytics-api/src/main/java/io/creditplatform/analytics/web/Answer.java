package io.creditplatform.analytics.web;

import io.creditplatform.load.DataStates;
import java.util.Set;

/**
 * What an endpoint answers. Its controller has read the parameters by then; what it costs to answer is only done when no kept
 * answer will do.
 *
 * @param <T> the record that a row, or the one object, is
 */
public sealed interface Answer<T> permits Listing, Single {

    /** What makes an older answer to the same question worthless. */
    Basis basis();

    /** What answers rest on: mostly the published rows, and something that changes besides. */
    enum Basis {
        /** Nothing else. */
        ROWS(Set.of(DataStates.Part.ROWS), false),
        /** The runs of the data-quality rules. */
        CHECKS(Set.of(DataStates.Part.ROWS, DataStates.Part.CHECKS), false),
        /** The loads, published or not, and how far they are. */
        LOADS(Set.of(DataStates.Part.LOADS), true),
        /** What the service writes down of itself, and nothing else: it tells nothing of rows. */
        SERVICE(Set.of(DataStates.Part.SERVICE), false),
        /** All of what is loaded. */
        EVERYTHING(Set.of(DataStates.Part.ROWS, DataStates.Part.CHECKS, DataStates.Part.LOADS), true);

        @SuppressWarnings("ImmutableEnumChecker") // Set.of gives sets that cannot be changed
        private final Set<DataStates.Part> parts;

        private final boolean restless;

        Basis(Set<DataStates.Part> parts, boolean restless) {
            this.parts = parts;
            this.restless = restless;
        }

        /** The parts of the database whose states make up that of the answer. */
        Set<DataStates.Part> parts() {
            return parts;
        }

        /** Whether it changes several times a second while a load runs, so that an answer cannot wait for it to stand still. */
        boolean isRestless() {
            return restless;
        }
    }
}
