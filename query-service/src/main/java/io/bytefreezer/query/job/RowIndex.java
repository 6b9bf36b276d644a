package io.bytefreezer.query.job;

import java.util.ArrayList;
import java.util.List;

/**
 * Where some of the rows of a result lie, so that a page is found without reading what comes before it. Immutable.
 *
 * @param places in the order of the rows; the first is that of the first row
 */
public record RowIndex(List<Place> places) {

    /** As many bytes lie between two places, and a row more: what a page reads for nothing at most. */
    static final int STEP_BYTES = 64 * 1024;

    /** Of a result without rows. */
    public static final RowIndex EMPTY = new RowIndex(List.of(Place.START));

    /**
     * Where a row begins.
     *
     * @param row its number, from 0
     * @param offset bytes before it
     */
    public record Place(long row, long offset) {

        static final Place START = new Place(0, 0);
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException when it does not begin with the first row
     */
    public RowIndex {
        places = List.copyOf(places);
        if (places.isEmpty() || !places.getFirst().equals(Place.START)) {
            throw new IllegalArgumentException("an index begins with the first row");
        }
    }

    /** The last place that is not behind the row. */
    public Place before(long row) {
        int low = 0;
        int high = places.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (places.get(middle).row() <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return places.get(low);
    }

    /** Makes an index while rows are written. For one thread. */
    public static final class Builder {

        private final List<Place> places = new ArrayList<>(List.of(Place.START));
        private long rows;
        private long bytes;

        /** A row follows, of so many bytes. */
        public void add(long length) {
            if (bytes - places.getLast().offset() >= STEP_BYTES) {
                places.add(new Place(rows, bytes));
            }
            rows++;
            bytes += length;
        }

        /** The index of the rows so far. */
        public RowIndex build() {
            return new RowIndex(places);
        }
    }
}
