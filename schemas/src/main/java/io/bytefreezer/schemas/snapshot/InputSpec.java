package io.bytefreezer.schemas.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An input as configured on a dataset. The proxy knows the types and checks their options.
 *
 * @param name unique among the inputs of a dataset; stands in metrics and in each event
 * @param type e.g. {@code syslog}
 * @param options the type's options, as plain JSON values
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InputSpec(String name, String type, Map<String, @Nullable Object> options) {

    /** Copies the options, keeping their order. */
    public InputSpec {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
