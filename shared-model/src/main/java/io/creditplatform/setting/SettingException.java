package io.creditplatform.setting;

/** A setting has a value that cannot be meant; the message says which one, what was got and what was expected. */
public final class SettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    SettingException(String message) {
        super(message);
    }
}
