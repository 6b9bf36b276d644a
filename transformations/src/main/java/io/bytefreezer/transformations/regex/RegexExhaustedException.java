package io.bytefreezer.transformations.regex;

/**
 * A regular expression took more steps on a text than it may. Not checked, for it goes through a library's matcher; becomes
 * {@link io.bytefreezer.transformations.event.ErrorCode#REGEX_TIMEOUT} of the event where outcomes are made.
 */
public final class RegexExhaustedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What to tell a person. */
    public static final String DETAIL =
            "a regular expression takes too many steps on this text: make it, its repetitions or the text shorter";

    /** Without a stack trace: floods of such events must stay cheap. */
    public RegexExhaustedException() {
        super(DETAIL, null, false, false);
    }
}
