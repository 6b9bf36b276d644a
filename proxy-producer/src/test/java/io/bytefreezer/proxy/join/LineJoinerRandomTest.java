package io.bytefreezer.proxy.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.proxy.join.LinePattern.Matching;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in whatever order: no line is lost, doubled or moved within its stream, and no limit is passed. */
class LineJoinerRandomTest {

    private static final int ROUNDS = 2_000;
    private static final int BYTES_MAX = 40;
    private static final int LINES_MAX = 4;
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            " b",
            "c".repeat(BYTES_MAX),
            " " + "d".repeat(30),
            "t stdout P x",
            "t stdout F y",
            "t stderr P z",
            "t stderr F",
            "t stdnul P");

    @Test
    void theLinesOfEachStreamComeOutAsTheyWentIn() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            check(random, "seed " + seed + ", round " + round);
        }
    }

    private static void check(Random random, String what) {
        LineRule rule = List.of(
                        LinePattern.of("^a", Matching.STARTS), LinePattern.of("^ ", Matching.CONTINUES), new CriLines())
                .get(random.nextInt(3));
        JoinLimits limits = new JoinLimits(LINES_MAX, BYTES_MAX, Joining.WAIT, 1 + random.nextInt(4));
        long heldMax = random.nextInt(3) == 0 ? random.nextInt(2_000) : Long.MAX_VALUE;
        Joining joining = new Joining(rule, limits, heldMax);
        Map<String, String> sent = new HashMap<>();
        for (int step = random.nextInt(40); step > 0; step--) {
            String source = "source" + random.nextInt(3);
            String line = TEXTS.get(random.nextInt(TEXTS.size()));
            sent.merge(source + stream(rule, line), line, (before, next) -> before + "\n" + next);
            joining.feed(source, line).pass(Duration.ofMillis(random.nextInt(700)));
            if (random.nextBoolean()) {
                joining.due();
            }
            assertThat(joining.held()).as(what).isLessThanOrEqualTo(heldMax);
        }
        joining.flush();
        assertThat(arrived(rule, joining)).as(what).isEqualTo(sent);
        assertThat(joining.held()).as(what).isZero();
        assertThat(joining.events).as(what).allSatisfy(event -> {
            assertThat(event.payload()).hasSizeLessThanOrEqualTo(BYTES_MAX);
            assertThat(new String(event.payload(), UTF_8).lines().count()).isLessThanOrEqualTo(LINES_MAX);
        });
    }

    private static Map<String, String> arrived(LineRule rule, Joining joining) {
        Map<String, String> arrived = new HashMap<>();
        joining.events.forEach(event -> {
            String payload = new String(event.payload(), UTF_8);
            String stream = event.origin().sourceAddress() + stream(rule, payload.split("\n", 2)[0]);
            arrived.merge(stream, payload, (before, next) -> before + "\n" + next);
        });
        return arrived;
    }

    private static String stream(LineRule rule, String line) {
        LineRule.Place place = rule.of(line.getBytes(UTF_8));
        return " " + place.part().name().startsWith("ALONE") + place.stream();
    }
}
