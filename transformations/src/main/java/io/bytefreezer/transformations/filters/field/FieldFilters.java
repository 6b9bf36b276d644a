package io.bytefreezer.transformations.filters.field;

import io.bytefreezer.transformations.filter.FilterType;
import java.util.List;

/** Filters that add, remove and change fields. */
public final class FieldFilters {

    /** All of them, in the order in which people should read about them. */
    public static final List<FilterType> ALL = List.of(AddField.TYPE, RemoveField.TYPE, RenameField.TYPE);

    private FieldFilters() {}
}
