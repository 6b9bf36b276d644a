package io.bytefreezer.control.decision;

/** How much configuration one installation takes: what keeps a snapshot small enough to be sent on every change. */
final class Limits {

    static final int ACCOUNTS_MAX = 1_000;
    static final int TENANTS_MAX = 500;
    static final int DATASETS_MAX = 1_000;
    static final int GOOD_KEYS_MAX = 100;
    static final int PARTITIONS_MAX = 1_000;
    static final int INPUTS_MAX = 32;
    static final int TYPE_LENGTH_MAX = 63;

    private Limits() {}
}
