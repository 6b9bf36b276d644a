package io.bytefreezer.control.decision;

import java.util.Optional;

/** What people call things: any text of one line. */
final class Names {

    static final int LENGTH_MAX = 200;

    private Names() {}

    /** Why the text cannot be a name, or nothing. */
    static Optional<Refusal> problem(String name) {
        if (name.isBlank() || name.length() > LENGTH_MAX) {
            return refused(
                    "a name has 1 to " + LENGTH_MAX + " characters, not " + (name.isBlank() ? 0 : name.length()));
        }
        boolean odd = name.codePoints().anyMatch(Names::cannotBeStored);
        return odd
                ? refused("a name has no control characters, line breaks or halves of characters")
                : Optional.empty();
    }

    private static boolean cannotBeStored(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static Optional<Refusal> refused(String message) {
        return Optional.of(Refusal.invalid("invalid_name", message, "/name"));
    }
}
