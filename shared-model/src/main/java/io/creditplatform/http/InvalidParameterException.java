package io.creditplatform.http;

import io.creditplatform.text.Visible;

/** A request's parameter has a value that the endpoint does not take. */
public final class InvalidParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    /**
     * A refusal.
     *
     * @param parameter its name
     * @param problem what is wrong with it and what was expected, going on from its name
     */
    public InvalidParameterException(String parameter, String problem) {
        super("Parameter " + Visible.quoted(parameter) + " " + problem);
        this.parameter = parameter;
    }

    /** Its name. */
    public String parameter() {
        return parameter;
    }
}
