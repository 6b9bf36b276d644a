package io.bytefreezer.transformations.filters.flow;

import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filters.flow.window.Dedup;
import io.bytefreezer.transformations.filters.flow.window.Throttle;
import java.util.List;

/** Filters that decide which events go on, and where. */
public final class FlowFilters {

    /** All of them, in the order in which people should read about them. */
    public static final List<FilterType> ALL = List.of(
            Drop.TYPE,
            Include.TYPE,
            Exclude.TYPE,
            Conditional.TYPE,
            ConditionalField.TYPE,
            Sample.TYPE,
            Dedup.TYPE,
            Throttle.TYPE,
            Route.TYPE,
            Passthrough.TYPE);

    private FlowFilters() {}
}
