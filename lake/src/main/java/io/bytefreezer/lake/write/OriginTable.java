package io.bytefreezer.lake.write;

import java.util.UUID;

/**
 * {@link Origins} as DuckDB has them while files are rewritten. Ids of version 8 are those of the further events of one raw
 * record: they differ in their last six digits only, and are matched by what is before these. Pure.
 */
final class OriginTable {

    private static final int FAMILY_VERSION = 8;
    private static final int FAMILY_CHARS = 30;

    private static final String FAMILY = "CASE WHEN substr(l.event_id, 15, 1) = '" + FAMILY_VERSION
            + "' THEN left(l.event_id, " + FAMILY_CHARS + ") ELSE l.event_id END";

    private static final String ROW = "l.event_id";

    private OriginTable() {}

    /** What an id is matched by. */
    static String key(UUID eventId) {
        String text = eventId.toString();
        return eventId.version() == FAMILY_VERSION ? text.substring(0, FAMILY_CHARS) : text;
    }

    static String create(Origins origins) {
        String rows = "read_csv(" + WriterSession.text(origins.path())
                + ", auto_detect = false, header = false, delim = ',', columns = {'raw_offset': 'BIGINT', 'event_id': 'VARCHAR'})";
        return "CREATE OR REPLACE TEMP TABLE origins AS SELECT CAST(" + origins.rawPartition()
                + " AS INTEGER) AS raw_partition, raw_offset, event_id FROM " + rows;
    }

    /** Joins the rows {@code l} with them. */
    static String on(Origins origins) {
        return "origins o ON l._raw_partition = o.raw_partition AND l._raw_offset = o.raw_offset AND o.event_id = "
                + (origins.exact() ? ROW : FAMILY);
    }

    /** The rows without them, in SQL as behind {@code FROM}. */
    static String without(String rows, Origins origins) {
        return "(SELECT l.* FROM " + rows + " l ANTI JOIN " + on(origins) + ")";
    }

    static String countMatching(String rows, Origins origins) {
        return "SELECT count(*) FROM " + rows + " l SEMI JOIN " + on(origins);
    }

    /** How many rows are of the same stretch of offsets, whether they match or not. */
    static String countWithin(String rows, Origins origins) {
        return "SELECT count(*) FROM " + rows + " l WHERE l._raw_partition = " + origins.rawPartition()
                + " AND l._raw_offset >= " + origins.from() + " AND l._raw_offset < " + origins.next();
    }
}
