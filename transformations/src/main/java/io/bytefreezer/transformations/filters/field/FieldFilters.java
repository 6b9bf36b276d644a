package io.bytefreezer.transformations.filters.field;

import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filters.field.keys.JsonFlatten;
import io.bytefreezer.transformations.filters.field.keys.KeyCase;
import io.bytefreezer.transformations.filters.field.mutate.Mutate;
import java.util.List;

/** Filters that add, remove and change fields. */
public final class FieldFilters {

    /** All of them, in the order in which people should read about them. */
    public static final List<FilterType> ALL = List.of(
            AddField.TYPE,
            SetField.TYPE,
            RemoveField.TYPE,
            RenameField.TYPE,
            Mutate.TYPE,
            Coerce.TYPE,
            Truncate.TYPE,
            KeyCase.UPPERCASE,
            KeyCase.LOWERCASE,
            JsonFlatten.TYPE);

    private FieldFilters() {}
}
