package io.bytefreezer.transformations;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in: every event has exactly one outcome, nothing is thrown, and what is emitted is JSON. */
class InvariantTest {

    private static final int EVENTS = 10_000;

    private static final List<String> SEEDS = List.of(
            "{\"message\":\"10.0.0.1 GET /index.html 15824 0.043\",\"level\":\"debug\",\"a\":{\"b\":[1,2.50,null]}}",
            "{\"timestamp\":\"11/Oct/2026:22:14:15 +0200\",\"n\":92233720368547758079,\"a\":\"\\u00e9\\ud83d\\ude00\"}",
            "<34>1 2003-10-11T22:14:15.003Z host app 1 ID47 [a@1 x=\"1\" y=\"\\]\"] \uFEFFmessage",
            "<13>Oct 11 22:14:15 box sshd[42]: Failed password for root",
            "plain text, nothing else");

    private static final Plan PLAN = Plans.plan("""
            {"filters": [
              {"type": "drop", "when": "has(event.level) && event.level == 'debug'", "on_error": "keep"},
              {"type": "grok", "on_error": "keep", "config": {"pattern": "%{IP:a.ip} %{WORD:method} %{DATA:path} %{NUMBER:n:int}"}},
              {"type": "date_parse", "on_error": "keep"},
              {"type": "rename_field", "on_error": "drop", "config": {"from": "a", "to": "b.c"}},
              {"type": "add_field", "config": {"field": "b.d", "value": "${timestamp}"}},
              {"type": "drop", "config": {"if_field": "message", "matches": "x[0-9]", "percentage": 50}},
              {"type": "remove_field", "when": "event.n > 5", "config": {"field": "b.c.b"}}]}""");

    @Test
    void everyEventHasOneOutcome() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int emitted = 0;
        int dropped = 0;
        int rejected = 0;
        for (int i = 0; i < EVENTS; i++) {
            byte[] payload = payload(random);
            String format = List.of("json", "syslog", "text", "auto").get(random.nextInt(4));
            Plan plan = random.nextBoolean() ? PLAN : Plan.passthrough();
            switch (plan.apply(Plans.input(format, payload), Plans.CONTEXT)) {
                case Outcome.Emit emit -> {
                    emitted++;
                    emit.events().forEach(event -> requireJson(event.body(), seed));
                }
                case Outcome.Drop drop -> dropped++;
                case Outcome.Reject reject -> {
                    rejected++;
                    assertThat(reject.code())
                            .as("seed %d: %s", seed, reject.detail())
                            .isNotEqualTo(ErrorCode.INTERNAL);
                }
            }
        }
        assertThat(emitted + dropped + rejected).as("seed %d", seed).isEqualTo(EVENTS);
        assertThat(List.of(emitted, dropped, rejected)).as("seed %d", seed).allMatch(count -> count > 0);
    }

    private static byte[] payload(Random random) {
        byte[] payload = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            payload = new byte[random.nextInt(200)];
            random.nextBytes(payload);
        }
        for (int edits = random.nextInt(4); edits > 0 && payload.length > 0; edits--) {
            payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
        }
        return payload;
    }

    private static void requireJson(byte[] body, long seed) {
        try {
            new JsonReader(new Limits(1 << 26, 200, 1 << 20, 1, Limits.DEFAULT.regexTime(), 1, 1, 1, 1, 1))
                    .object(body);
        } catch (EventException e) {
            throw new AssertionError(
                    "seed " + seed + ": " + e.detail() + " in " + new String(body, StandardCharsets.UTF_8), e);
        }
    }
}
