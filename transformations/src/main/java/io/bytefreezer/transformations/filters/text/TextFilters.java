package io.bytefreezer.transformations.filters.text;

import io.bytefreezer.transformations.filter.FilterType;
import java.util.List;

/** Filters that take texts apart. */
public final class TextFilters {

    /** All of them, in the order in which people should read about them. */
    public static final List<FilterType> ALL = List.of(Grok.TYPE, DateParse.TYPE);

    private TextFilters() {}
}
