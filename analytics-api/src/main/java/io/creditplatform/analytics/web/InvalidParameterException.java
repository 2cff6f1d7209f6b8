package io.creditplatform.analytics.web;

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
        super("Parameter '" + parameter + "' " + problem);
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
