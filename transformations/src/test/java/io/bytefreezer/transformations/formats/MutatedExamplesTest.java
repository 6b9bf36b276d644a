package io.bytefreezer.transformations.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Problems;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever bytes a format is given, it answers with events that are JSON, or with a rejection; it never fails and never hangs. */
class MutatedExamplesTest {

    private static final int PAYLOADS = 3000;
    private static final Limits WIDE = new Limits(1 << 26, 200, 1 << 20, 1, Limits.DEFAULT.regexTime(), 1, 1, 1, 1, 1);
    private static final byte[] TELLING =
            " \t\r\n\"'\\=:;,|[]{}()<>#-+.0x9ZPF\0\u007f".getBytes(StandardCharsets.UTF_8);

    @TestFactory
    Stream<DynamicTest> everyFormatEndsWithEventsOrARejection() {
        return Formats.ALL.stream()
                .map(type -> DynamicTest.dynamicTest(type.name(), () -> run(type, System.nanoTime())));
    }

    private static void run(FormatType type, long seed) throws EventException {
        Random random = new Random(seed);
        for (int i = 0; i < PAYLOADS; i++) {
            FormatExample example =
                    type.examples().get(random.nextInt(type.examples().size()));
            byte[] payload = mutated(example.payload().getBytes(StandardCharsets.UTF_8), random);
            check(type, compiled(type, example.config()), payload, seed);
        }
    }

    private static void check(FormatType type, FormatFunction format, byte[] payload, long seed) {
        String what =
                type.name() + ", seed " + seed + ", payload " + HexFormat.of().formatHex(payload);
        try {
            for (Map<String, @Nullable Object> event : format.parse(Plans.input(null, payload))) {
                new JsonReader(WIDE).object(JsonWriter.bytes(event));
            }
        } catch (EventException e) {
            assertThat(e.code()).as(what).isNotEqualTo(ErrorCode.INTERNAL);
            assertThat(e.detail()).as(what).isNotBlank();
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }

    private static FormatFunction compiled(FormatType type, String config) throws EventException {
        Problems problems = new Problems(Map.of());
        Map<String, @Nullable Object> json =
                new JsonReader(Limits.DEFAULT).object(config.getBytes(StandardCharsets.UTF_8));
        FormatFunction format = Options.read(json, type.options(), problems.root())
                .map(type.bind())
                .orElseThrow()
                .compile(new FormatScope(Limits.DEFAULT, problems.root()));
        assertThat(problems.found()).isEmpty();
        return format;
    }

    private static byte[] mutated(byte[] payload, Random random) {
        if (random.nextInt(20) == 0) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] changed = payload.clone();
        for (int edits = random.nextInt(6); edits > 0 && changed.length > 0; edits--) {
            changed = edited(changed, random);
        }
        return changed;
    }

    private static byte[] edited(byte[] payload, Random random) {
        int at = random.nextInt(payload.length);
        int end = Math.min(payload.length, at + 1 + random.nextInt(20));
        List<byte[]> parts = switch (random.nextInt(5)) {
            case 0 -> List.of(slice(payload, 0, at), slice(payload, end, payload.length));
            case 1 -> List.of(slice(payload, 0, end), slice(payload, at, payload.length));
            case 2 ->
                List.of(
                        slice(payload, 0, at),
                        new byte[] {(byte) random.nextInt(256)},
                        slice(payload, at + 1, payload.length));
            case 3 ->
                List.of(
                        slice(payload, 0, at),
                        new byte[] {TELLING[random.nextInt(TELLING.length)]},
                        slice(payload, at + random.nextInt(2), payload.length));
            default -> List.of(slice(payload, 0, at));
        };
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        parts.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
