package io.creditplatform.analytics.seller;

import io.creditplatform.model.Coded;

/** Which end of a ranking comes first. */
enum Direction implements Coded {
    DESC("desc"),
    ASC("asc");

    private final String code;

    Direction(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
