package io.bytefreezer.transformations.filters.enrich;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of {@code geoip} stand in records of MaxMind's City, Country and ASN databases, and in those of others that
 * keep to their layout (dev.maxmind.com/geoip/docs/databases).
 */
final class GeoFields {

    private static final Map<String, List<String>> PLACES = places();

    private GeoFields() {}

    private static Map<String, List<String>> places() {
        Map<String, List<String>> places = new LinkedHashMap<>();
        places.put("country", List.of("country", "names", "en"));
        places.put("country_code", List.of("country", "iso_code"));
        places.put("city", List.of("city", "names", "en"));
        places.put("latitude", List.of("location", "latitude"));
        places.put("longitude", List.of("location", "longitude"));
        places.put("location", List.of());
        places.put("timezone", List.of("location", "time_zone"));
        places.put("continent_name", List.of("continent", "names", "en"));
        places.put("continent_code", List.of("continent", "code"));
        places.put("region_name", List.of("subdivisions", "0", "names", "en"));
        places.put("region_code", List.of("subdivisions", "0", "iso_code"));
        places.put("postal_code", List.of("postal", "code"));
        places.put("metro_code", List.of("location", "metro_code"));
        places.put("accuracy_radius", List.of("location", "accuracy_radius"));
        places.put("asn", List.of("autonomous_system_number"));
        places.put("organization", List.of("autonomous_system_organization"));
        return places;
    }

    /** All of them. */
    static List<String> names() {
        return List.copyOf(PLACES.keySet());
    }

    /** Those of these fields that a record has. */
    static Map<String, @Nullable Object> take(Map<?, ?> geo, List<String> fields) {
        Map<String, @Nullable Object> taken = new LinkedHashMap<>();
        for (String field : fields) {
            Object value = field.equals("location") ? location(geo) : at(geo, PLACES.getOrDefault(field, List.of()));
            if (value != null) {
                taken.put(field, value);
            }
        }
        return taken;
    }

    /** As search engines take a point. */
    private static @Nullable Object location(Map<?, ?> geo) {
        Object latitude = at(geo, List.of("location", "latitude"));
        Object longitude = at(geo, List.of("location", "longitude"));
        if (latitude == null || longitude == null) {
            return null;
        }
        Map<String, @Nullable Object> point = new LinkedHashMap<>();
        point.put("lat", latitude);
        point.put("lon", longitude);
        return point;
    }

    private static @Nullable Object at(Map<?, ?> geo, List<String> place) {
        Object at = geo;
        for (String name : place) {
            at = switch (at) {
                case Map<?, ?> map -> map.get(name);
                case List<?> list -> list.isEmpty() ? null : list.getFirst();
                case null -> null;
                default -> null;
            };
        }
        return at instanceof Map || at instanceof List ? null : at;
    }
}
