package io.creditplatform.model;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;
import java.math.BigDecimal;

/** Lets the number constraints of Jakarta Bean Validation, {@code @Positive} and its like, stand on {@link Money}. */
@UnwrapByDefault
public final class MoneyValueExtractor implements ValueExtractor<@ExtractedValue(type = BigDecimal.class) Money> {

    @Override
    public void extractValues(Money money, ValueReceiver receiver) {
        receiver.value(null, money.toDecimal());
    }
}
