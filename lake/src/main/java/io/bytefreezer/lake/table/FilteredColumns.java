package io.bytefreezer.lake.table;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.TableProperties;

/**
 * The table properties that say of which columns files get Bloom filters: Iceberg's own, so that other writers make them too, and whoever writes files here needs nothing but
 * the table. Pure.
 */
final class FilteredColumns {

    /** Properties beyond so many, which only other tools can have set, make no filters here. */
    static final int FILTERED_MAX = 16;

    private static final String PREFIX = TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX;

    private FilteredColumns() {}

    /** Keys of the columns that get filters. */
    static Set<String> keys(Map<String, String> properties) {
        return properties.entrySet().stream()
                .filter(property -> isOf(property.getKey()) && Boolean.parseBoolean(property.getValue()))
                .map(property -> ColumnNames.key(property.getKey().substring(PREFIX.length())))
                .distinct()
                .sorted()
                .limit(FILTERED_MAX)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The property of a column, by its name as the table spells it. */
    static String property(String column) {
        return PREFIX + column;
    }

    /** Whether a property is that of some column. */
    static boolean isOf(String property) {
        return property.startsWith(PREFIX);
    }
}
