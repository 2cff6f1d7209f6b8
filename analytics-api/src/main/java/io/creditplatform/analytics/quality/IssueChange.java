package io.creditplatform.analytics.quality;

import io.creditplatform.model.Coded;

/** How the newest run differs from the run before. */
enum IssueChange implements Coded {
    /** Issues that the run before did not find. */
    NEW("new"),
    /** Issues of the run before that were not found any more. */
    GONE("gone");

    private final String code;

    IssueChange(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
