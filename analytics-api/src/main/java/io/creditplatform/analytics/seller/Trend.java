package io.creditplatform.analytics.seller;

import io.creditplatform.model.Coded;

/** Which way a wallet goes. */
enum Trend implements Coded {
    IMPROVING("improving"),
    DECLINING("declining");

    private final String code;

    Trend(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
