package io.bytefreezer.transformations.filters.flow;

import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.option.Option;
import java.util.List;

/**
 * Does nothing.
 *
 * @param description why it is there
 */
public record Passthrough(String description) implements Filter {

    private static final Option<String> DESCRIPTION = Option.text(
                    "description", "Why it is there, for readers of the document.")
            .defaultsTo("");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "passthrough",
            "Lets every event through as it is. A place for a note, or a filter to be.",
            List.of(DESCRIPTION),
            options -> new Passthrough(options.get(DESCRIPTION)),
            List.of(Example.becomes("A note", """
                            {"description": "below: what the billing team asked for"}""", """
                            {"message": "hello"}""", """
                            {"message": "hello"}"""), Example.becomes("Nothing at all", "{}", """
                            {"nested": {"n": 1.10}}""", """
                            {"nested": {"n": 1.10}}""")));

    @Override
    public FilterFunction compile(FilterScope scope) {
        return FilterFunction.NOTHING;
    }
}
