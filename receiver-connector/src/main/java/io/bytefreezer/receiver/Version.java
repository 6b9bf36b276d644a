package io.bytefreezer.receiver;

import java.util.Objects;

/** The version in the jar's manifest. */
final class Version {

    /** The version, or {@code development} where the classes are not in a jar. */
    static final String CURRENT =
            Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");

    private Version() {}
}
