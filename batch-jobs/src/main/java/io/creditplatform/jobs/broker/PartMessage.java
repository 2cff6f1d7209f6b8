package io.creditplatform.jobs.broker;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Offers a part to whoever can stage it. It says where to look for it, and nothing of what it is.
 *
 * @param version of the program that offers it
 * @param holder whose the load lock is
 * @param loadId number of the load
 * @param feed name of the feed
 * @param part number of the part
 * @param sent which offer of the part it is; only the newest holds
 * @param execution Spring Batch's execution of the step for it
 */
public record PartMessage(String version, String holder, long loadId, String feed, int part, int sent, long execution) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** What is said of the load that offers it. */
    public String about(String what) {
        return "Load " + loadId + ": " + what;
    }

    /** As JSON. */
    public String text() {
        return JSON.writeValueAsString(this);
    }

    /**
     * Reads one.
     *
     * @throws JacksonException if the text is no such message
     */
    public static PartMessage of(String text) {
        return JSON.readValue(text, PartMessage.class);
    }
}
