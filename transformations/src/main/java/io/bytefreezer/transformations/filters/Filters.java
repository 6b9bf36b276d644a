package io.bytefreezer.transformations.filters;

import io.bytefreezer.transformations.filter.FilterType;
import java.util.List;
import java.util.Optional;

/** The filters there are. To add one, write its record with its {@link FilterType} and name that here. */
public final class Filters {

    /** All of them, in the order in which people should read about them. */
    public static final List<FilterType> ALL =
            List.of(AddField.TYPE, RemoveField.TYPE, RenameField.TYPE, Grok.TYPE, DateParse.TYPE, Drop.TYPE);

    private Filters() {}

    /** The filter of a name. */
    public static Optional<FilterType> named(String name) {
        return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** The names of all. */
    public static List<String> names() {
        return ALL.stream().map(FilterType::name).toList();
    }
}
