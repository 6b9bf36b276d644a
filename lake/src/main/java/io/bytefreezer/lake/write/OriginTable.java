package io.bytefreezer.lake.write;

/** {@link Origins} as DuckDB has them while files are rewritten. Pure. */
final class OriginTable {

    /** Joins the rows {@code l} with them. */
    static final String ON =
            "origins o ON l._raw_partition = o.raw_partition AND l._raw_offset = o.raw_offset AND l.event_id = o.event_id";

    private OriginTable() {}

    static String create(Origins origins) {
        String rows = "read_csv(" + WriterSession.text(origins.path())
                + ", auto_detect = false, header = false, delim = ',', columns = {'raw_offset': 'BIGINT', 'event_id': 'VARCHAR'})";
        return "CREATE OR REPLACE TEMP TABLE origins AS SELECT CAST(" + origins.rawPartition()
                + " AS INTEGER) AS raw_partition, raw_offset, event_id FROM " + rows;
    }

    static String countMatching(String rows) {
        return "SELECT count(*) FROM " + rows + " l SEMI JOIN " + ON;
    }

    /** How many rows are of the same stretch of offsets, whether they match or not. */
    static String countWithin(String rows, Origins origins) {
        return "SELECT count(*) FROM " + rows + " l WHERE l._raw_partition = " + origins.rawPartition()
                + " AND l._raw_offset >= " + origins.from() + " AND l._raw_offset < " + origins.next();
    }
}
