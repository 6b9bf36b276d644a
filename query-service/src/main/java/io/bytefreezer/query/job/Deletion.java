package io.bytefreezer.query.job;

/** What became of a job that is not wanted any more. */
public enum Deletion {
    /** It had ended, and is there no more. */
    REMOVED,
    /** It waited and nobody worked on it: it is cancelled. */
    CANCELLED,
    /** Somebody works on it, and has to be told to stop. */
    STOPPING
}
