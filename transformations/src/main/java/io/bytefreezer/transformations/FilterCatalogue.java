package io.bytefreezer.transformations;

import io.bytefreezer.transformations.filters.Filters;
import io.bytefreezer.transformations.option.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters there are, described for people and for forms; immutable, and ready to be written as JSON. */
public final class FilterCatalogue {

    private FilterCatalogue() {}

    /**
     * A filter.
     *
     * @param type its {@code type} in documents
     * @param description what it does
     * @param options its options
     */
    public record FilterEntry(String type, String description, List<OptionEntry> options) {

        /** Copies the list. */
        public FilterEntry {
            options = List.copyOf(options);
        }
    }

    /**
     * An option of a filter.
     *
     * @param name its key in {@code config}
     * @param type what values it takes, in words: text, field path, boolean, number 0-100, list of text, …
     * @param required whether it must be given
     * @param defaultValue what it is when it is not given: a text, a boolean or a number; null when there is no such thing
     * @param description what it is for
     */
    public record OptionEntry(
            String name,
            String type,
            boolean required,
            @Nullable Object defaultValue,
            String description) {}

    /** All filters. */
    public static List<FilterEntry> entries() {
        return Filters.ALL.stream()
                .map(type -> new FilterEntry(
                        type.name(),
                        type.summary(),
                        type.options().stream().map(FilterCatalogue::entry).toList()))
                .toList();
    }

    private static OptionEntry entry(Option<?> option) {
        return new OptionEntry(
                option.name(), option.type().words(), option.isRequired(), option.defaultJson(), option.description());
    }
}
