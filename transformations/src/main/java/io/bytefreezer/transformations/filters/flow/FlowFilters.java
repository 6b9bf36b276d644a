package io.bytefreezer.transformations.filters.flow;

import io.bytefreezer.transformations.filter.FilterType;
import java.util.List;

/** Filters that decide which events go on, and where. */
public final class FlowFilters {

    /** All of them, in the order in which people should read about them. */
    public static final List<FilterType> ALL = List.of(Drop.TYPE);

    private FlowFilters() {}
}
