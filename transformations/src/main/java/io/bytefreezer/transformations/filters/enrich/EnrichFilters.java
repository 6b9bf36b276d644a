package io.bytefreezer.transformations.filters.enrich;

import io.bytefreezer.transformations.filter.FilterType;
import java.util.List;

/** Filters that add what is known about an event. */
public final class EnrichFilters {

    /** All of them, in the order in which people should read about them. */
    public static final List<FilterType> ALL = List.of(
            GeoIp.TYPE,
            Cidr.TYPE,
            Dns.TYPE,
            PublicSuffix.TYPE,
            UserAgent.TYPE,
            CommunityIdOf.TYPE,
            Enricher.TYPE,
            Translate.TYPE);

    private EnrichFilters() {}
}
