package io.bytefreezer.transformations.filters.mapping;

import io.bytefreezer.transformations.filter.FilterType;
import java.util.List;

/** Filters that write events the way others expect them. */
public final class MappingFilters {

    /** All of them, in the order in which people should read about them. */
    public static final List<FilterType> ALL = List.of(Ecs.TYPE, Ocsf.TYPE);

    private MappingFilters() {}
}
