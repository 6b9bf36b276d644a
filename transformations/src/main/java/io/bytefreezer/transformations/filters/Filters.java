package io.bytefreezer.transformations.filters;

import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filters.enrich.EnrichFilters;
import io.bytefreezer.transformations.filters.field.FieldFilters;
import io.bytefreezer.transformations.filters.flow.FlowFilters;
import io.bytefreezer.transformations.filters.mapping.MappingFilters;
import io.bytefreezer.transformations.filters.privacy.PrivacyFilters;
import io.bytefreezer.transformations.filters.text.TextFilters;
import java.util.List;
import java.util.Optional;

/** The filters there are. To add one, write its record with its {@link FilterType} and name that here. */
public final class Filters {

    /**
     * Filters of a kind.
     *
     * @param title what they have in common, as a heading
     * @param types they themselves, in the order in which people should read about them
     */
    public record Group(String title, List<FilterType> types) {

        /** Copies the list. */
        public Group {
            types = List.copyOf(types);
        }
    }

    /** All of them by kind, in the order in which people should read about them. */
    public static final List<Group> GROUPS = List.of(
            new Group("Fields and values", FieldFilters.ALL),
            new Group("Texts", TextFilters.ALL),
            new Group("Which events go on, and where", FlowFilters.ALL),
            new Group("What is known about it", EnrichFilters.ALL),
            new Group("Privacy", PrivacyFilters.ALL),
            new Group("Other people's schemas", MappingFilters.ALL));

    /** All of them. */
    public static final List<FilterType> ALL =
            GROUPS.stream().flatMap(group -> group.types().stream()).toList();

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
