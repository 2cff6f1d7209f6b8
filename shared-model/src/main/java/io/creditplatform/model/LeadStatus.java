package io.creditplatform.model;

/** How far a lead has come. */
public enum LeadStatus implements Coded {
    NEW("New"),
    CONTACTED("Contacted"),
    CONFIRMED("Confirmed"),
    CANCELLED("Cancelled");

    private final String code;

    LeadStatus(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
