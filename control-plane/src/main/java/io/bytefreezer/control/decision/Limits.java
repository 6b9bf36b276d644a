package io.bytefreezer.control.decision;

/** How much configuration one installation takes: what keeps a snapshot small enough to be sent on every change. */
final class Limits {

    static final int ACCOUNTS_MAX = 1_000;
    static final int TENANTS_MAX = 500;
    static final int DATASETS_MAX = 1_000;
    static final int GOOD_KEYS_MAX = 100;
    static final int PARTITIONS_MAX = 1_000;
    static final int INPUTS_MAX = 32;

    /** A hundred years. */
    static final int RETENTION_DAYS_MAX = 36_525;

    /** So many columns people still name one by one; a table may get many more from its events. */
    static final int SETTLED_COLUMNS_MAX = 200;

    /** Each filter takes about a byte and a half for each row of a file, and is made while the file is written. */
    static final int BLOOM_COLUMNS_MAX = 16;

    /** Further ones would order only rows that are equal in all of these. */
    static final int SORT_COLUMNS_MAX = 3;

    static final int TABLES_MAX = 100;

    /** Each piper keeps the newest version of every table in memory. */
    static final long TABLE_BYTES_MAX = 256L * 1024 * 1024;

    static final int TABLE_VERSIONS_MAX = 5;

    static final int QUERIES_MAX = 1_000;
    static final int QUERY_NAME_MAX = 128;
    static final int QUERY_DESCRIPTION_MAX = 1_000;

    /** As much as a query service takes. */
    static final int QUERY_BYTES_MAX = 64 * 1024;

    /** They are in each snapshot, and in each service's memory. */
    static final long QUERY_BYTES_TOGETHER_MAX = 4L * 1024 * 1024;

    static final int TYPE_LENGTH_MAX = 63;

    private Limits() {}
}
