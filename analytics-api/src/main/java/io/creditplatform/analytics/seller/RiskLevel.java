package io.creditplatform.analytics.seller;

import io.creditplatform.model.Coded;

/** How likely it is that a seller's credits are lost. */
public enum RiskLevel implements Coded {
    LOW("low"),
    MEDIUM("medium"),
    HIGH("high");

    private final String code;

    RiskLevel(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
