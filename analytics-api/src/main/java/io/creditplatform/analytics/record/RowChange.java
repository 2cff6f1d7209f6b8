package io.creditplatform.analytics.record;

import io.creditplatform.model.Coded;

/** What became of a row since a load. */
enum RowChange implements Coded {
    INSERTED("inserted"),
    UPDATED("updated"),
    REMOVED("removed");

    private final String code;

    RowChange(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
