package io.bytefreezer.transformations.option;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options that one document gives one filter, read and checked. */
public final class Options {

    private final Map<Option<?>, Object> values;

    private Options(Map<Option<?>, Object> values) {
        this.values = values;
    }

    /** Reads the options of a config; nothing when any is unknown, missing or wrong, after reporting each of them. */
    public static Optional<Options> read(Map<?, ?> config, List<Option<?>> options, Site site) {
        int before = site.problems().found().size();
        List<String> allowed = options.stream().<String>map(Option::name).toList();
        for (Object key : config.keySet()) {
            if (!allowed.contains(key)) {
                site.at((String) key).reportUnknown("option", (String) key, allowed);
            }
        }
        Map<Option<?>, Object> values = new HashMap<>();
        for (Option<?> option : options) {
            Object value = option.read(config, site);
            if (value != null) {
                values.put(option, value);
            }
        }
        return site.problems().found().size() == before ? Optional.of(new Options(values)) : Optional.empty();
    }

    /** The value of an option that is required or has a default. */
    public <T> T get(Option<T> option) {
        return find(option)
                .orElseThrow(() -> new IllegalStateException(
                        "option '" + option.name() + "' is neither required nor has it a default"));
    }

    /** The value of an option, if the document gives it. */
    @SuppressWarnings("unchecked") // an option reads values of its own type only
    public <T> Optional<T> find(Option<T> option) {
        return Optional.ofNullable((T) values.get(option));
    }
}
