package io.creditplatform.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.model.Money;
import io.creditplatform.model.MoneyValueExtractor;
import jakarta.validation.valueextraction.ValueExtractor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MoneyValueExtractorTest {

    @Test
    void handsOverExactDecimalWithoutNodeOfItsOwn() {
        Receiver receiver = new Receiver();
        new MoneyValueExtractor().extractValues(new Money(-1205), receiver);
        assertThat(receiver.values).containsExactly(new BigDecimal("-12.05"));
        assertThat(receiver.nodes).containsExactly((String) null);
    }

    @Test
    void isFoundAsService() {
        assertThat(ServiceLoader.load(ValueExtractor.class).stream().map(ServiceLoader.Provider::type))
                .containsExactly(MoneyValueExtractor.class);
    }

    private static final class Receiver implements ValueExtractor.ValueReceiver {

        private final List<@Nullable Object> values = new ArrayList<>();
        private final List<@Nullable String> nodes = new ArrayList<>();

        @Override
        public void value(@Nullable String nodeName, @Nullable Object object) {
            nodes.add(nodeName);
            values.add(object);
        }

        @Override
        public void iterableValue(@Nullable String nodeName, @Nullable Object object) {
            throw new AssertionError("money is no container");
        }

        @Override
        public void indexedValue(@Nullable String nodeName, int index, @Nullable Object object) {
            throw new AssertionError("money is no list");
        }

        @Override
        public void keyedValue(@Nullable String nodeName, @Nullable Object key, @Nullable Object object) {
            throw new AssertionError("money is no map");
        }
    }
}
