package io.bytefreezer.receiver.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.schemas.event.RawEvent;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RawObjectTest {

    private static final RawObjectKey KEY = new RawObjectKey(
            DatasetRef.of("demo", "web"), Instant.parse("2026-01-01T12:00:00Z"), "bytefreezer.raw.demo.web", 3, 100);

    /** Written by the first version of the format. It is never written again: what is on S3 stays readable. */
    private static final String GOLDEN = "/golden/raw-object-v1.avro";

    @Test
    void readsBackEveryRecordAsItWas() throws Exception {
        long seed = System.nanoTime();
        List<RawObjectRecord> records = records(new Random(seed), 2_000);

        assertThat(read(write(records))).as("seed %d", seed).isEqualTo(records);
    }

    @Test
    void saysWhereItsRecordsAreFrom() throws Exception {
        try (RawObjectReader reader = reader(write(List.of()))) {
            assertThat(reader.topic()).isEqualTo(KEY.topic());
            assertThat(reader.partition()).isEqualTo(KEY.partition());
            assertThat(reader.firstOffset()).isEqualTo(KEY.firstOffset());
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void givesTheSameBytesForTheSameRecords() throws Exception {
        assertThat(write(golden())).isEqualTo(write(golden()));
    }

    @Test
    void knowsItsSizeAndChecksum() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RawObjectWriter writer = RawObjectWriter.open(out, KEY);
        for (RawObjectRecord record : records(new Random(1), 500)) {
            writer.append(record);
        }
        writer.close();

        assertThat(writer.bytes()).isEqualTo(out.size());
        assertThat(writer.sha256Hex())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(out.toByteArray())));
    }

    @Test
    void readsObjectsOfTheFirstVersionForEver() throws Exception {
        try (InputStream in = RawObjectTest.class.getResourceAsStream(GOLDEN)) {
            assertThat(in).as("the golden file is kept").isNotNull();
            assertThat(read(in.readAllBytes())).isEqualTo(golden());
        }
    }

    @Test
    void refusesWhatIsNoRawObject() {
        assertThatThrownBy(() -> reader("hello".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedRawObjectException.class);
        assertThatThrownBy(() -> reader(new byte[0])).isInstanceOf(MalformedRawObjectException.class);
    }

    @Test
    void saysThatAnObjectIsDamagedWhicheverByteOfItsRecordsIs() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] good = write(records(random, 50));
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            int block = firstBlock(good);
            bad[block + random.nextInt(good.length - block)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> read(bad))
                    .as("seed %d", seed)
                    .isInstanceOf(MalformedRawObjectException.class)
                    .hasMessageContaining("damaged");
        }
    }

    /** After the header, which ends with the marker the file ends with, and the length of the block. */
    private static int firstBlock(byte[] file) {
        byte[] marker = Arrays.copyOfRange(file, file.length - 16, file.length);
        int at = 0;
        while (!Arrays.equals(file, at, at + 16, marker, 0, 16)) {
            at++;
        }
        return at + 16 + 8;
    }

    static List<RawObjectRecord> golden() {
        RawEvent event = new RawEvent(
                UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
                Instant.parse("2026-01-01T12:00:00.123456Z"),
                "webhook",
                "192.0.2.1:5555",
                "application/json",
                Map.of("path", "/webhook/demo/web"),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        return List.of(
                new RawObjectRecord(100, Instant.parse("2026-01-01T12:00:00.123Z"), event, null),
                new RawObjectRecord(101, Instant.parse("2026-01-01T12:00:01Z"), null, new byte[] {1, 2, 3}),
                new RawObjectRecord(103, Instant.parse("2026-01-01T12:00:02Z"), null, null));
    }

    private static List<RawObjectRecord> records(Random random, int count) {
        List<RawObjectRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant time = Instant.ofEpochMilli(random.nextInt());
            byte[] bytes = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(2_000)];
            random.nextBytes(bytes);
            records.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new RawObjectRecord(i, time, null, null);
                        case 1 -> new RawObjectRecord(i, time, null, bytes);
                        default -> new RawObjectRecord(i, time, event(random, time, bytes), null);
                    });
        }
        return records;
    }

    private static RawEvent event(Random random, Instant time, byte[] payload) {
        return new RawEvent(
                new UUID(random.nextLong(), random.nextLong()),
                time,
                "syslog-udp",
                random.nextBoolean() ? null : "[2001:db8::1]:514",
                random.nextBoolean() ? null : "syslog",
                random.nextBoolean() ? Map.of() : Map.of("ключ", "значение"),
                payload);
    }

    private static byte[] write(List<RawObjectRecord> records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RawObjectWriter writer = RawObjectWriter.open(out, KEY)) {
            for (RawObjectRecord record : records) {
                writer.append(record);
            }
        }
        return out.toByteArray();
    }

    private static RawObjectReader reader(byte[] bytes) {
        return new RawObjectReader(new ByteArrayInputStream(bytes));
    }

    private static List<RawObjectRecord> read(byte[] bytes) throws IOException {
        List<RawObjectRecord> records = new ArrayList<>();
        try (RawObjectReader reader = reader(bytes)) {
            reader.forEachRemaining(records::add);
        }
        return records;
    }
}
