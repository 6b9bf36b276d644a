package io.bytefreezer.transformations.filter;

/**
 * One step of a transformation, as configured: a record whose components are its options, beside its {@link FilterType}.
 * Immutable.
 */
public interface Filter {

    /**
     * The function that does what this filter says. What only compiling can find (a bad pattern) is reported to the scope; the
     * function is then never called.
     */
    FilterFunction compile(FilterScope scope);

    /** Whether no event that comes to it comes to the filter after it: what a document has there would never run. */
    default boolean endsEveryEvent() {
        return false;
    }
}
