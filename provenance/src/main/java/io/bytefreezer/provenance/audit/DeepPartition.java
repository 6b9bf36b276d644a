package io.bytefreezer.provenance.audit;

import io.bytefreezer.provenance.audit.check.OffsetSet;
import io.bytefreezer.provenance.audit.check.Place;
import io.bytefreezer.provenance.audit.check.Reckoning;
import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawRecord;
import io.bytefreezer.provenance.origin.RawRecords;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.schemas.wire.UndecodableRecordException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through one partition offset by offset: raw objects, topic, rows and dead letters side by side. In memory are the rows
 * of one window, and a few blocks of records. Belongs to one thread.
 */
final class DeepPartition {

    private static final Logger LOG = LoggerFactory.getLogger(DeepPartition.class);

    /** Offsets whose rows are in memory at a time. */
    private static final long WINDOW = 250_000;

    private final int partition;
    private final EventCodec codec;
    private final RowKeys keys;
    private final OffsetSet letters;
    private final Reckoning reckoning;

    DeepPartition(int partition, EventCodec codec, RowKeys keys, OffsetSet letters, Reckoning reckoning) {
        this.partition = partition;
        this.codec = codec;
        this.keys = keys;
        this.letters = letters;
        this.reckoning = reckoning;
    }

    void compare(RawRecords landed, RawRecords logged, OffsetRange judged) {
        try (RawRecords.Cursor objects = landed.read(judged);
                RawRecords.Cursor topic = logged.read(judged)) {
            Lookahead fromObjects = new Lookahead(objects);
            Lookahead fromTopic = new Lookahead(topic);
            for (long from = judged.from(); from < judged.until(); from += WINDOW) {
                OffsetRange window = new OffsetRange(from, Math.min(judged.until(), from + WINDOW));
                compare(fromObjects, fromTopic, window);
            }
        }
    }

    /** One record ahead of its cursor. */
    private static final class Lookahead {

        private final RawRecords.Cursor cursor;
        private @Nullable RawRecord next;

        Lookahead(RawRecords.Cursor cursor) {
            this.cursor = cursor;
            this.next = cursor.hasNext() ? cursor.next() : null;
        }

        long offset() {
            return next == null ? Long.MAX_VALUE : next.offset();
        }

        @Nullable RawRecord takeAt(long offset) {
            if (next == null || next.offset() != offset) {
                return null;
            }
            RawRecord taken = next;
            next = cursor.hasNext() ? cursor.next() : null;
            return taken;
        }
    }

    private void compare(Lookahead objects, Lookahead topic, OffsetRange window) {
        List<Place.Row> rows = keys.rows(partition, window);
        int row = 0;
        while (true) {
            long rowOffset = row < rows.size() ? rows.get(row).offset() : Long.MAX_VALUE;
            long offset = Math.min(rowOffset, Math.min(objects.offset(), topic.offset()));
            if (offset >= window.until()) {
                return;
            }
            List<Place.Row> here = new ArrayList<>(1);
            while (row < rows.size() && rows.get(row).offset() == offset) {
                here.add(rows.get(row));
                row++;
            }
            reckoning.add(place(offset, objects.takeAt(offset), topic.takeAt(offset), here));
        }
    }

    private Place place(long offset, @Nullable RawRecord landed, @Nullable RawRecord logged, List<Place.Row> rows) {
        RawRecord record = landed != null ? landed : logged;
        RawEvent event = record == null ? null : event(record);
        boolean torn = landed != null && logged != null && !isSame(landed, event, logged);
        return new Place(
                offset, landed, logged, event == null ? null : event.eventId(), rows, letters.contains(offset), torn);
    }

    /** Another serializer may have written the same event as other bytes. */
    private boolean isSame(RawRecord landed, @Nullable RawEvent event, RawRecord logged) {
        if (!landed.timestamp().equals(logged.timestamp())) {
            return false;
        }
        return Arrays.equals(landed.value(), logged.value()) || (event != null && event.equals(event(logged)));
    }

    private @Nullable RawEvent event(RawRecord record) {
        if (record.value() == null) {
            return null;
        }
        try {
            return codec.decodeRaw(record.value());
        } catch (UndecodableRecordException e) {
            LOG.debug("record {} is no event", record.offset(), e);
            return null;
        }
    }
}
