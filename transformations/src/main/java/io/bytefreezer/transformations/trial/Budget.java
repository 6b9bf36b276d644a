package io.bytefreezer.transformations.trial;

/** How long a report may still become. */
final class Budget {

    private long charsLeft;

    Budget(long chars) {
        this.charsLeft = chars;
    }

    /** Takes so many characters; once there are too few left, none are given any more. */
    boolean take(long chars) {
        charsLeft = chars <= charsLeft ? charsLeft - chars : -1;
        return charsLeft >= 0;
    }

    /** Whether something was refused. */
    boolean isSpent() {
        return charsLeft < 0;
    }
}
