package io.creditplatform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Connections.Sight;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    @Test
    void sightsAreTheSameOnlyIfAllThatIsSeenIs() {
        assertThat(sight("file", 1)).isEqualTo(sight("file", 1)).hasSameHashCodeAs(sight("file", 1));
        assertThat(sight("file", 1))
                .isNotEqualTo(sight("other", 1))
                .isNotEqualTo(sight("file", 2))
                .isNotEqualTo(Sight.NONE)
                .isNotEqualTo("file");
    }

    private static Sight sight(String identity, long written) {
        return new Sight(Optional.of(identity), Optional.of(written));
    }
}
