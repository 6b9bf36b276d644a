package io.bytefreezer.provenance.origin;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.object.MalformedRawObjectException;
import io.bytefreezer.receiver.object.RawObjectReader;
import io.bytefreezer.receiver.object.RawObjectRecord;
import io.bytefreezer.schemas.wire.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one object after the other. Belongs to one thread. */
final class RawObjectCursor implements RawRecords.Cursor {

    private final Iterator<RawObject> objects;
    private final OffsetRange range;
    private final EventCodec codec;
    private final Function<RawObjectKey, RawObjectReader> open;
    private @Nullable RawObject object;
    private @Nullable RawObjectReader reader;
    private @Nullable RawObjectRecord next;
    private long given;

    RawObjectCursor(
            List<RawObject> objects,
            OffsetRange range,
            EventCodec codec,
            Function<RawObjectKey, RawObjectReader> open) {
        this.objects = objects.stream()
                .filter(object -> !object.range().meet(range).isEmpty())
                .iterator();
        this.range = range;
        this.codec = codec;
        this.open = open;
        this.given = range.from();
    }

    @Override
    public boolean hasNext() {
        while (next == null && advance()) {
            read();
        }
        return next != null;
    }

    @Override
    public RawRecord next() {
        if (!hasNext() || next == null || object == null) {
            throw new NoSuchElementException("no more raw records in " + range);
        }
        RawObjectRecord record = next;
        next = null;
        byte[] value = record.event() == null
                ? record.undecoded()
                : codec.encode(object.key().topic(), record.event());
        return new RawRecord(record.offset(), record.timestamp(), value);
    }

    @Override
    public void close() {
        if (reader == null) {
            return;
        }
        try {
            reader.close();
        } catch (IOException e) {
            throw away(e);
        } finally {
            reader = null;
        }
    }

    /** Whether there is an object to read from. */
    private boolean advance() {
        if (reader != null) {
            return true;
        }
        if (!objects.hasNext()) {
            return false;
        }
        object = objects.next();
        reader = open.apply(object.key());
        return true;
    }

    /** Reads until the next record that is wanted, or to the end of the object. */
    private void read() {
        try {
            while (reader != null && next == null) {
                RawObjectRecord record = reader.hasNext() ? reader.next() : null;
                if (record == null || record.offset() >= range.until()) {
                    close();
                } else if (record.offset() >= given) {
                    given = record.offset() + 1;
                    next = record;
                }
            }
        } catch (MalformedRawObjectException e) {
            throw new OriginException(OriginException.Kind.DATA, "raw object " + name() + " cannot be read", e);
        } catch (UncheckedIOException e) {
            throw away(e);
        }
    }

    private OriginException away(Exception e) {
        return new OriginException(OriginException.Kind.EXTERNAL, "the store broke off raw object " + name(), e);
    }

    private String name() {
        return object == null ? "" : object.key().path();
    }
}
