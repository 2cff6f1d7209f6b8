package io.creditplatform.model;

/** Where the goods of a lead are. */
public enum ShippingStatus implements Coded {
    PENDING("Pending"),
    SHIPPED("Shipped"),
    DELIVERED("Delivered"),
    RETURNED("Returned");

    private final String code;

    ShippingStatus(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
