package io.bytefreezer.query.export.destination;

import java.util.ArrayList;
import java.util.List;

/**
 * What a target said of a batch; rows in neither list have arrived.
 *
 * @param again rows to send again later
 * @param rejected rows that it will never take
 */
public record Delivered(List<ExportRow> again, List<Rejected> rejected) {

    /** All have arrived. */
    public static final Delivered ALL = new Delivered(List.of(), List.of());

    /** Copies the lists. */
    public Delivered {
        again = List.copyOf(again);
        rejected = List.copyOf(rejected);
    }

    /**
     * A row that the target will never take.
     *
     * @param row the row
     * @param reason in the target's words
     */
    public record Rejected(ExportRow row, String reason) {}

    /** Collects what a target said of each row. */
    static final class Collector {
        private final List<ExportRow> again = new ArrayList<>();
        private final List<Rejected> rejected = new ArrayList<>();

        void again(ExportRow row) {
            again.add(row);
        }

        void reject(ExportRow row, String reason) {
            rejected.add(new Rejected(row, reason));
        }

        Delivered done() {
            return new Delivered(again, rejected);
        }
    }
}
