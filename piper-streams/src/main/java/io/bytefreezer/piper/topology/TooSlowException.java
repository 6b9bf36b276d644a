package io.bytefreezer.piper.topology;

import io.bytefreezer.schemas.name.DatasetRef;

/**
 * Records of a dataset whose rules are slow were handed out before that was known: the thread starts again at its last commit,
 * which gives them back, and then the gate hands out few at a time.
 */
public final class TooSlowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooSlowException(DatasetRef dataset) {
        super("the rules of " + dataset + " are slow: its records are given back, and handed out a few at a time");
    }
}
