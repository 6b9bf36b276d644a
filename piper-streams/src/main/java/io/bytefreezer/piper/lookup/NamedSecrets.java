package io.bytefreezer.piper.lookup;

import io.bytefreezer.runtime.config.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The secrets of a configuration, for filters that name them. Immutable.
 *
 * @param byName each by its name
 */
public record NamedSecrets(Map<String, Secret> byName) {

    /** As short as a secret in a document may be. */
    private static final int CHARS_MIN = 16;

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException when one is too short
     */
    public NamedSecrets {
        byName = Map.copyOf(byName);
        byName.forEach((name, secret) -> {
            if (secret.value().length() < CHARS_MIN) {
                throw new IllegalArgumentException(
                        "secrets." + name + " must be long and random: " + CHARS_MIN + " or more characters");
            }
        });
    }

    /** The secret of a name, as filters take it. */
    public Optional<io.bytefreezer.transformations.option.Secret> find(String name) {
        return Optional.ofNullable(byName.get(name))
                .map(secret -> new io.bytefreezer.transformations.option.Secret(secret.value()));
    }

    /** Those of the names that there is no secret of, sorted. */
    public Set<String> missing(Set<String> names) {
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(byName.keySet());
        return missing;
    }
}
