package io.creditplatform.model;

/** Who speaks in the chat of a credit: the account manager or the senior account manager. */
public enum ChatRole implements Coded {
    AM("AM"),
    SAM("SAM");

    private final String code;

    ChatRole(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
