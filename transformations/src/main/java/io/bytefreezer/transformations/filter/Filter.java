package io.bytefreezer.transformations.filter;

/**
 * One step of a transformation, as configured: a record whose components are its options.
 *
 * <p>To add one: write the record with its {@link FilterType}, name it here and in {@link Filters}.
 */
public sealed interface Filter permits AddField, RemoveField, RenameField, Grok, DateParse, Drop {

    /**
     * The function that does what this filter says. What only compiling can find (a bad pattern) is reported to the scope; the
     * function is then never called.
     */
    FilterFunction compile(FilterScope scope);
}
