package io.creditplatform.analytics.web;

import java.util.Objects;

/** Which program this is. */
final class Version {

    private Version() {}

    /** The version that the jar bears. */
    static String ofTheProgram() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "not packaged");
    }
}
