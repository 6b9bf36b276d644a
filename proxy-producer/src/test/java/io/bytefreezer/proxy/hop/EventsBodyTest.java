package io.bytefreezer.proxy.hop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.bytefreezer.schemas.event.EventSchemas;
import io.bytefreezer.schemas.event.RawEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.Test;

class EventsBodyTest {

    private static final UUID SOURCE = UUID.fromString("0199aaaa-bbbb-4ccc-8ddd-eeeeffff0000");
    private static final int SIZE_MAX = 1_000_000;

    private static final List<RawEvent> EVENTS = List.of(
            new RawEvent(
                    UUID.randomUUID(),
                    Instant.parse("2026-05-06T07:08:09.123456Z"),
                    "edge",
                    "10.0.0.1:514",
                    "syslog",
                    Map.of("truncated", "9"),
                    "one".getBytes(UTF_8)),
            new RawEvent(UUID.randomUUID(), Instant.EPOCH, "edge", null, null, Map.of(), new byte[0]));

    @Test
    void eventsComeOutAsTheyWentIn() throws IOException {
        assertThat(EventsBody.decode(plain(EVENTS))).isEqualTo(EVENTS);
        assertThat(EventsBody.decode(plain(List.of()))).isEmpty();
    }

    @Test
    void whatIsCutOffOrChangedIsRefused() {
        byte[] plain = plain(EVENTS);
        for (int length = 0; length < plain.length; length++) {
            byte[] cut = Arrays.copyOf(plain, length);
            assertThatThrownByOrFewer(cut);
        }
        assertThatThrownBy(() -> EventsBody.decode("nonsense".getBytes(UTF_8))).isInstanceOf(IOException.class);
    }

    /** What the request's content coding bounds, a codec of the container would not. */
    @Test
    void aContainerThatIsCompressedInItselfIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<IndexedRecord> writer =
                new DataFileWriter<>(new GenericDatumWriter<>(EventSchemas.RAW_EVENT))) {
            writer.setCodec(CodecFactory.deflateCodec(1)).create(EventSchemas.RAW_EVENT, bytes);
            writer.append(EVENTS.getFirst());
        }
        assertThatThrownBy(() -> EventsBody.decode(bytes.toByteArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Content-Encoding");
    }

    @Test
    void aKeyIsASpoolAndANumber() {
        SequenceKey key = new SequenceKey(SOURCE, 17);
        assertThat(SequenceKey.parse(key.toString())).contains(key);
        assertThat(SequenceKey.parse(SOURCE + ":")).isEmpty();
        assertThat(SequenceKey.parse(SOURCE + ":-1")).isEmpty();
        assertThat(SequenceKey.parse("0:0")).isEmpty();
    }

    private static void assertThatThrownByOrFewer(byte[] cut) {
        try {
            assertThat(EventsBody.decode(cut))
                    .as("a container cut off at a block's end")
                    .isEmpty();
        } catch (IOException expected) {
            assertThat(expected).isNotNull();
        }
    }

    private static byte[] plain(List<RawEvent> events) {
        return Zstd.decompress(EventsBody.encode(events), SIZE_MAX);
    }
}
