package io.creditplatform.model;

/** The currencies of the marketplace, by their ISO 4217 letters. Each has two decimals, which {@link Money} counts on. */
public enum Currency implements Coded {
    USD,
    EUR,
    SAR,
    AED;

    @Override
    public String code() {
        return name();
    }
}
