package io.bytefreezer.benchmarks.endtoend;

/**
 * How much is measured.
 *
 * @param batches requests of each run
 * @param batch events of each request
 * @param connections requests on their way at a time
 * @param partitions partitions of each topic
 * @param runs runs of each case
 */
record Scale(int batches, int batch, int connections, int partitions, int runs) {

    Scale {
        if (batches < 2 || batch < 1 || connections < 1 || partitions < 1 || runs < 1) {
            throw new IllegalArgumentException("--events needs two batches at least, and all other numbers one: "
                    + batches + " batches of " + batch + ", " + connections + " connections, " + partitions
                    + " partitions, " + runs + " runs");
        }
    }

    /** Of so many events, rounded up to whole batches. */
    static Scale of(long events, int batch, int connections, int partitions, int runs) {
        return new Scale(
                Math.toIntExact(Math.ceilDiv(events, Math.max(1, batch))), batch, connections, partitions, runs);
    }

    /** Batches of the run of each case that is not counted. */
    int warmUpBatches() {
        return batches / 2;
    }
}
