package io.bytefreezer.runtime.config;

/**
 * One thing that is wrong with a configuration. It never holds the value of a secret, nor one that came from the
 * environment.
 *
 * @param place where: {@code proxy.yaml:12}, or the name of an environment variable
 * @param message what is wrong, and what would be right
 */
public record ConfigProblem(String place, String message) {

    /** {@code place: message}, as it is shown to a user. */
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
