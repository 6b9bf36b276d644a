package io.bytefreezer.transformations.grok.onig;

import java.io.Serial;

/** The expression has something that is left to joni. Caught where compilation begins; never leaves this package. */
final class UnsupportedSyntax extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnsupportedSyntax(String what) {
        super(what, null, false, false);
    }
}
