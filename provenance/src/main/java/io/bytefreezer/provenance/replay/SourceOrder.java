package io.bytefreezer.provenance.replay;

import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawObject;
import io.bytefreezer.provenance.origin.RawRecord;
import io.bytefreezer.provenance.origin.RawRecords;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Raw records of one partition out of its objects, and out of the topic where there is no object.
 *
 * @param objects its raw objects, in the order of their first offsets
 * @param held what the topic holds of it
 * @param fromObjects the records of the objects
 * @param fromTopic the records of the topic
 */
record SourceOrder(List<RawObject> objects, OffsetRange held, RawRecords fromObjects, RawRecords fromTopic)
        implements RawRecords {

    SourceOrder {
        objects = List.copyOf(objects);
    }

    @Override
    public Cursor read(OffsetRange range) {
        return new Chained(parts(range).iterator());
    }

    private record Part(RawRecords records, OffsetRange range) {}

    private List<Part> parts(OffsetRange range) {
        List<Part> parts = new ArrayList<>();
        long end = range.from();
        long inObjects = range.from();
        for (RawObject object : objects) {
            OffsetRange there = object.range().meet(range);
            if (there.isEmpty()) {
                continue;
            }
            OffsetRange hole = new OffsetRange(end, Math.max(end, there.from())).meet(held);
            if (!hole.isEmpty()) {
                add(parts, fromObjects, new OffsetRange(inObjects, end));
                add(parts, fromTopic, hole);
                inObjects = there.from();
            }
            end = Math.max(end, there.until());
        }
        add(parts, fromObjects, new OffsetRange(inObjects, end));
        add(parts, fromTopic, new OffsetRange(end, range.until()).meet(held));
        return parts;
    }

    private static void add(List<Part> parts, RawRecords records, OffsetRange range) {
        if (!range.isEmpty()) {
            parts.add(new Part(records, range));
        }
    }

    /** One part after the other. */
    private static final class Chained implements Cursor {

        private final Iterator<Part> parts;
        private @Nullable Cursor current;

        Chained(Iterator<Part> parts) {
            this.parts = parts;
        }

        @Override
        public boolean hasNext() {
            while (current == null || !current.hasNext()) {
                close();
                if (!parts.hasNext()) {
                    return false;
                }
                Part part = parts.next();
                current = part.records().read(part.range());
            }
            return true;
        }

        @Override
        public RawRecord next() {
            if (!hasNext() || current == null) {
                throw new NoSuchElementException("no more raw records");
            }
            return current.next();
        }

        @Override
        public void close() {
            if (current != null) {
                current.close();
                current = null;
            }
        }
    }
}
