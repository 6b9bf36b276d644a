package io.bytefreezer.transformations.filter;

import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of filter, describing itself.
 *
 * @param name its {@code type} in documents
 * @param summary what it does, in a sentence or two
 * @param options its options, in the order in which people should read them
 * @param bind makes the filter of its options
 * @param examples how it is used; tests run them
 */
public record FilterType(
        String name, String summary, List<Option<?>> options, Function<Options, Filter> bind, List<Example> examples) {

    /** Copies the lists. */
    public FilterType {
        options = List.copyOf(options);
        examples = List.copyOf(examples);
    }
}
