package io.bytefreezer.benchmarks.query;

/**
 * One row looked up with an empty cache.
 *
 * @param millis how long it took
 * @param fetched bytes of data files that were read from the store
 * @param all bytes of all data files
 */
record ColdLookup(double millis, double fetched, long all) {

    double share() {
        return fetched / all;
    }
}
