package io.bytefreezer.transformations;

import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filters.Filters;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.Formats;
import io.bytefreezer.transformations.json.RawJson;
import io.bytefreezer.transformations.option.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters and formats there are, described for people and for forms; immutable, and ready to be written as JSON. */
public final class FilterCatalogue {

    private FilterCatalogue() {}

    /**
     * A filter.
     *
     * @param type its {@code type} in documents
     * @param group what it and others have in common
     * @param description what it does
     * @param options its options
     * @param examples how it is used
     */
    public record FilterEntry(
            String type, String group, String description, List<OptionEntry> options, List<ExampleEntry> examples) {

        /** Copies the lists. */
        public FilterEntry {
            options = List.copyOf(options);
            examples = List.copyOf(examples);
        }
    }

    /**
     * A format.
     *
     * @param name its name in documents
     * @param description what it reads
     * @param hints hints of inputs that mean it
     * @param options its options
     * @param examples how it is used
     */
    public record FormatEntry(
            String name,
            String description,
            List<String> hints,
            List<OptionEntry> options,
            List<ExampleEntry> examples) {

        /** Copies the lists. */
        public FormatEntry {
            hints = List.copyOf(hints);
            options = List.copyOf(options);
            examples = List.copyOf(examples);
        }
    }

    /**
     * An option of a filter or a format.
     *
     * @param name its key in {@code config}
     * @param type what values it takes, in words: text, field path, boolean, number 0-100, list of text, …
     * @param required whether it must be given
     * @param defaultValue what it is when it is not given, as JSON has it; null when there is no such thing
     * @param description what it is for
     * @param schema what values it takes, as JSON Schema
     */
    public record OptionEntry(
            String name,
            String type,
            boolean required,
            @Nullable Object defaultValue,
            String description,
            Map<String, Object> schema) {}

    /**
     * An example; one of {@code events}, {@code dropped} and {@code rejected} is there.
     *
     * @param title what it shows
     * @param config the options
     * @param input the event before, or the payload
     * @param events what comes out
     * @param dropped why the event is dropped
     * @param rejected code of the error
     */
    public record ExampleEntry(
            String title,
            RawJson config,
            Object input,
            @Nullable List<RawJson> events,
            @Nullable String dropped,
            @Nullable String rejected) {

        /** Copies the list. */
        public ExampleEntry {
            events = events == null ? null : List.copyOf(events);
        }
    }

    /** All filters, group by group. */
    public static List<FilterEntry> entries() {
        return Filters.GROUPS.stream()
                .flatMap(group -> group.types().stream().map(type -> entry(group.title(), type)))
                .toList();
    }

    /** All formats, in the order in which payloads without a hint are looked at. */
    public static List<FormatEntry> formats() {
        return Formats.ALL.stream().map(FilterCatalogue::entry).toList();
    }

    private static FilterEntry entry(String group, FilterType type) {
        return new FilterEntry(
                type.name(),
                group,
                type.summary(),
                options(type.options()),
                type.examples().stream().map(FilterCatalogue::entry).toList());
    }

    private static FormatEntry entry(FormatType type) {
        return new FormatEntry(
                type.name(),
                type.summary(),
                type.hints(),
                options(type.options()),
                type.examples().stream().map(FilterCatalogue::entry).toList());
    }

    private static List<OptionEntry> options(List<Option<?>> options) {
        return options.stream()
                .map(option -> new OptionEntry(
                        option.name(),
                        option.type().words(),
                        option.isRequired(),
                        option.defaultJson(),
                        option.description(),
                        option.type().schema()))
                .toList();
    }

    private static ExampleEntry entry(Example example) {
        RawJson config = new RawJson(example.config());
        RawJson input = new RawJson(example.input());
        return switch (example.result()) {
            case Example.Becomes becomes ->
                new ExampleEntry(example.title(), config, input, List.of(new RawJson(becomes.json())), null, null);
            case Example.Dropped dropped ->
                new ExampleEntry(example.title(), config, input, null, dropped.reason(), null);
            case Example.Rejected rejected ->
                new ExampleEntry(
                        example.title(),
                        config,
                        input,
                        null,
                        null,
                        rejected.code().name());
        };
    }

    private static ExampleEntry entry(FormatExample example) {
        RawJson config = new RawJson(example.config());
        return switch (example.result()) {
            case FormatExample.Events events ->
                new ExampleEntry(
                        example.title(),
                        config,
                        example.payload(),
                        events.json().stream().map(RawJson::new).toList(),
                        null,
                        null);
            case FormatExample.Rejected rejected ->
                new ExampleEntry(
                        example.title(),
                        config,
                        example.payload(),
                        null,
                        null,
                        rejected.code().name());
        };
    }
}
