package io.creditplatform.service;

import io.creditplatform.text.Visible;

/**
 * What somebody set a setting to.
 *
 * @param text as it was written
 * @param place where, as messages begin: {@code credit.yaml, line 3, column 11}
 */
record SaidValue(String text, String place) {

    /** A fault of it, in one line. */
    String fault(SettingEntry entry, String expected) {
        String got = entry.said().secret() && !text.isEmpty() ? "something else" : Visible.quoted(text);
        return place + ": " + entry.name() + ": got " + got + ", expected " + expected;
    }
}
