package io.bytefreezer.proxy.hop;

import com.github.luben.zstd.Zstd;
import io.bytefreezer.schemas.event.EventSchemas;
import io.bytefreezer.schemas.event.RawEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;

/**
 * Events as the body of a request: an Avro object container, compressed as a whole by the request's content coding and not
 * by the container, so that whoever reads it can bound what comes out. Pure.
 */
public final class EventsBody {

    /** The body's media type. */
    public static final String MEDIA_TYPE = "avro/binary";

    /** The body's content coding. */
    public static final String CODING = "zstd";

    private static final int ZSTD_LEVEL = 3;
    private static final String NO_CODEC = "null";

    private EventsBody() {}

    /** The events, compressed. */
    public static byte[] encode(List<RawEvent> events) {
        ByteArrayOutputStream container = new ByteArrayOutputStream();
        GenericDatumWriter<IndexedRecord> records = new GenericDatumWriter<>(EventSchemas.RAW_EVENT);
        try (DataFileWriter<IndexedRecord> writer = new DataFileWriter<>(records)) {
            writer.create(EventSchemas.RAW_EVENT, container);
            for (RawEvent event : events) {
                writer.append(event);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return Zstd.compress(container.toByteArray(), ZSTD_LEVEL);
    }

    /**
     * The events of a container that is not compressed any more.
     *
     * @throws IOException when it is none, or compressed in itself
     */
    public static List<RawEvent> decode(byte[] container) throws IOException {
        GenericDatumReader<IndexedRecord> records = new GenericDatumReader<>(null, EventSchemas.RAW_EVENT);
        try (DataFileStream<IndexedRecord> stream =
                new DataFileStream<>(new ByteArrayInputStream(container), records)) {
            String codec = stream.getMetaString(DataFileConstants.CODEC);
            if (codec != null && !codec.equals(NO_CODEC)) {
                throw new IOException("the container is compressed in itself: use Content-Encoding instead");
            }
            List<RawEvent> events = new ArrayList<>();
            while (stream.hasNext()) {
                events.add(RawEvent.from(stream.next()));
            }
            return events;
        } catch (RuntimeException e) {
            // Avro says in many ways that bytes are not what they should be, null pointers among them.
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }
}
