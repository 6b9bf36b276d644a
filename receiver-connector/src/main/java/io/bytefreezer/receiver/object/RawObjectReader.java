package io.bytefreezer.receiver.object;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;

/**
 * Reads a raw object back, record by record, in the order of offsets; a few hundred kilobytes are in memory at a time.
 * Objects written with an earlier schema are read too. Not safe for use by several threads.
 */
public final class RawObjectReader implements Iterator<RawObjectRecord>, Closeable {

    private final DataFileStream<IndexedRecord> avro;
    private final String topic;
    private final int partition;
    private final long firstOffset;

    /**
     * Reads from the stream, which is closed with the reader. Where the stream itself fails, here and in every other
     * method, its error comes as an {@link UncheckedIOException}.
     *
     * @throws MalformedRawObjectException when the stream holds no raw object
     */
    public RawObjectReader(InputStream in) {
        try {
            avro = new DataFileStream<>(new Source(in), new GenericDatumReader<>(null, RawObjectFormat.SCHEMA));
        } catch (AvroRuntimeException | IOException e) {
            throw new MalformedRawObjectException("not an Avro container file: " + e.getMessage(), e);
        }
        topic = meta(RawObjectFormat.META_TOPIC);
        partition = (int) number(RawObjectFormat.META_PARTITION);
        firstOffset = number(RawObjectFormat.META_FIRST_OFFSET);
    }

    /** The topic the records were read from. */
    public String topic() {
        return topic;
    }

    /** The partition they were read from. */
    public int partition() {
        return partition;
    }

    /** Offset of the first of them. */
    public long firstOffset() {
        return firstOffset;
    }

    /**
     * Whether there is another record.
     *
     * @throws MalformedRawObjectException when the rest cannot be read
     */
    @Override
    public boolean hasNext() {
        try {
            return avro.hasNext();
        } catch (AvroRuntimeException e) {
            throw damaged(e);
        }
    }

    /**
     * The next record.
     *
     * @throws MalformedRawObjectException when it cannot be read
     */
    @Override
    public RawObjectRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more records in " + this);
        }
        try {
            return RawObjectFormat.read(avro.next());
        } catch (AvroRuntimeException e) {
            throw damaged(e);
        }
    }

    @Override
    public void close() throws IOException {
        avro.close();
    }

    @Override
    public String toString() {
        return "raw object of " + topic + "-" + partition + " from offset " + firstOffset;
    }

    /** Tells a stream that fails from bytes that are wrong: for Avro both are an IOException. */
    private static final class Source extends FilterInputStream {

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() {
            try {
                return in.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            try {
                return in.read(bytes, from, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private MalformedRawObjectException damaged(AvroRuntimeException cause) {
        return new MalformedRawObjectException(this + " is damaged: " + cause.getMessage(), cause);
    }

    private String meta(String name) {
        String value = avro.getMetaString(name);
        if (value == null) {
            throw new MalformedRawObjectException("an Avro file without " + name + " is not a raw object", null);
        }
        return value;
    }

    private long number(String name) {
        try {
            return Long.parseLong(meta(name));
        } catch (NumberFormatException e) {
            throw new MalformedRawObjectException(name + " is not a number", e);
        }
    }
}
