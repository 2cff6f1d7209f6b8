package io.creditplatform.service;

import java.util.List;

/** All that is wrong with the settings of the service, each in a line of the message. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }
}
