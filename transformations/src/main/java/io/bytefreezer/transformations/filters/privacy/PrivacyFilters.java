package io.bytefreezer.transformations.filters.privacy;

import io.bytefreezer.transformations.filter.FilterType;
import java.util.List;

/** Filters that hide what must not be seen. */
public final class PrivacyFilters {

    /** All of them, in the order in which people should read about them. */
    public static final List<FilterType> ALL = List.of(Redact.TYPE, Hash.TYPE, Fingerprint.TYPE);

    private PrivacyFilters() {}
}
