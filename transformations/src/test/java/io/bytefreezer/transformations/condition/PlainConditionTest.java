package io.bytefreezer.transformations.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.option.Problem;
import io.bytefreezer.transformations.option.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainConditionTest {

    private static final String EVENT = """
            {"status": 503, "path": "/api/cart", "level": "warn", "user": {"name": "ana", "id": null}, "tags": ["a", "7"],
             "took": 1.50, "code": "200", "@timestamp": "now", "ok": true}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status == 503",
                "status == \"503\"",
                "code == 200",
                "ok == true",
                "took == 1.5",
                "level != 'info'",
                "missing != 'info'",
                "status in [500, 503]",
                "level not in ['info', 'debug']",
                "missing not in [1]",
                "path contains \"/api\"",
                "tags contains 'a'",
                "tags contains \"7\"",
                "path matches '^/api/[a-z]+$'",
                "path not matches \"^/health\"",
                "user.name exists",
                "user.id exists",
                "exists(user.name)",
                "user.age not exists",
                "not exists(user.age)",
                "status >= 400 and status < 600",
                "took > 1.49 && took <= 1.5",
                "level == 'info' || status > 500",
                "not (level == 'info' or status < 500)",
                "!(level == 'info') and @timestamp == 'now'",
                "  status==503  ",
                "level == \"warn\" and (path contains \"\\\"\" or path contains \"cart\")"
            })
    void holds(String condition) throws EventException {
        assertThat(compiled(condition).test(event())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "missing == 1",
                "missing < 1",
                "missing contains 'a'",
                "missing exists",
                "user == 'ana'",
                "level > 5",
                "code > 100",
                "status == 503 and level == 'info'",
                "level == 'warn' and level == 'info' or status == 1",
                "user.id == 'null'"
            })
    void doesNotHold(String condition) throws EventException {
        assertThat(compiled(condition).test(event())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status = 503",
                "status == ",
                "== 503",
                "status == 503 and",
                "status == 503 level == 'x'",
                "status in 503",
                "status in [503",
                "path matches '('",
                "path contains 7",
                "(status == 503",
                "status == 503)",
                "path == \"open",
                "a..b == 1",
                "status ~ 5",
                "status > 'x'"
            })
    void isRefusedWithAReason(String condition) {
        Problems problems = new Problems(Map.of());
        assertThat(PlainCondition.compile(condition, Limits.DEFAULT, problems.root()))
                .isEmpty();
        assertThat(problems.found())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .isNotBlank();
    }

    @Test
    void deepNestingIsRefused() {
        Problems problems = new Problems(Map.of());
        String deep = "(".repeat(2000) + "a exists" + ")".repeat(2000);
        assertThat(PlainCondition.compile(deep, Limits.DEFAULT, problems.root()))
                .isEmpty();
        assertThat(problems.found().getFirst().message()).contains("nested more than 50 deep");
    }

    @Test
    void whateverIsWrittenEitherCompilesOrIsReported() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> words = List.of(
                "status",
                "a.b",
                "==",
                "!=",
                "<",
                "in",
                "[",
                "]",
                ",",
                "(",
                ")",
                "and",
                "or",
                "not",
                "!",
                "exists",
                "contains",
                "matches",
                "'x'",
                "\"y\\",
                "7",
                "-1.5",
                "true",
                " ",
                "\\",
                "\"",
                "é",
                "=");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(words.get(random.nextInt(words.size()))).append(random.nextBoolean() ? " " : "");
            }
            Problems problems = new Problems(Map.of());
            Optional<Condition> condition = PlainCondition.compile(text.toString(), Limits.DEFAULT, problems.root());
            assertThat(condition.isPresent()).as("seed %d: %s", seed, text).isEqualTo(problems.isEmpty());
            if (condition.isPresent()) {
                condition.get().test(event());
            }
        }
    }

    private static Condition compiled(String condition) {
        Problems problems = new Problems(Map.of());
        return PlainCondition.compile(condition, Limits.DEFAULT, problems.root())
                .orElseThrow(() -> new AssertionError(problems.found()));
    }

    private static Event event() throws EventException {
        return new Event(
                Plans.input("json", EVENT),
                Plans.CONTEXT,
                new JsonReader(Limits.DEFAULT).object(EVENT.getBytes(StandardCharsets.UTF_8)));
    }
}
