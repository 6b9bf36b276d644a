package io.bytefreezer.control.decision;

import org.jspecify.annotations.Nullable;

/**
 * Why something is not done.
 *
 * @param kind what is wrong in principle
 * @param error a word for programs, e.g. {@code tenant_exists}; it never changes
 * @param message what is wrong and what to do, for people
 * @param pointer JSON pointer to the place in the request's body, or null where it is about no place
 */
public record Refusal(
        Kind kind, String error, String message, @Nullable String pointer) {

    /** What is wrong in principle. */
    public enum Kind {
        /** The command says something that can never be. */
        INVALID,
        /** The key may not do this. */
        FORBIDDEN,
        /** There is no such thing, or it is somebody else's. */
        NOT_FOUND,
        /** It does not fit what is there. */
        CONFLICT
    }

    /** The command says something that can never be. */
    public static Refusal invalid(String error, String message, String pointer) {
        return new Refusal(Kind.INVALID, error, message, pointer);
    }

    /** There is no such thing, or it is somebody else's: the answer is the same, so that nobody learns which. */
    public static Refusal notFound(String thing, Object id) {
        return new Refusal(Kind.NOT_FOUND, thing + "_not_found", "there is no " + thing + " '" + id + "' here", null);
    }

    /** It does not fit what is there. */
    public static Refusal conflict(String error, String message) {
        return new Refusal(Kind.CONFLICT, error, message, null);
    }
}
