package io.creditplatform.service;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Something in the inbox that may be an extract, as it was found.
 *
 * @param name what it is called there
 * @param packed whether it is a {@code .zip}
 * @param fingerprint tells whether it has changed: names, sizes and times of all that is in it
 * @param newest when something of it changed last
 * @param links names of the links in it
 */
record Delivery(String name, Path path, boolean packed, String fingerprint, Instant newest, List<String> links) {

    static final String PACKED = ".zip";

    /** The name of the extract, without that of its packing. */
    String extract() {
        return packed ? name.substring(0, name.length() - PACKED.length()) : name;
    }
}
