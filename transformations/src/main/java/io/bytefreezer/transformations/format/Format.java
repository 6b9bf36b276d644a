package io.bytefreezer.transformations.format;

/** How payloads are read, as configured: a record whose components are its options, beside its {@link FormatType}. Immutable. */
public interface Format {

    /** The function that reads payloads this way. What only compiling can find is reported to the scope; the function is then never called. */
    FormatFunction compile(FormatScope scope);
}
