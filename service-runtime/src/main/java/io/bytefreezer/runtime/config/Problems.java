package io.bytefreezer.runtime.config;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong, so that all of it can be told at once. One owner thread. */
final class Problems {

    private final List<ConfigProblem> found = new ArrayList<>();

    void add(String place, String message) {
        found.add(new ConfigProblem(place, message));
    }

    /**
     * @throws ConfigException when there are any
     */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigException(found);
        }
    }
}
