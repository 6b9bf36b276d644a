package io.bytefreezer.transformations.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

    private static Event event(String json) throws EventException {
        return new Event(
                Plans.input("json", json),
                Plans.CONTEXT,
                new JsonReader(Limits.DEFAULT).object(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void findsDottedBracketedAndLiteralFields() throws EventException {
        Event event = event("{\"a\":{\"b\":1,\"l\":[{\"c\":2}]},\"x.y\":3,\"x\":{\"y\":4},\"n\":null}");

        assertThat(event.get(FieldPath.of("a.b"))).isEqualTo(1L);
        assertThat(event.get(FieldPath.of("[a][b]"))).isEqualTo(1L);
        assertThat(event.get(FieldPath.of("a.l.0.c"))).isEqualTo(2L);
        assertThat(event.get(FieldPath.of("x.y"))).isEqualTo(3L);
        assertThat(event.get(FieldPath.of("[x][y]"))).isEqualTo(4L);
        assertThat(event.get(FieldPath.of("a.b.c"))).isNull();
        assertThat(event.get(FieldPath.of("a.l.9"))).isNull();
        assertThat(event.has(FieldPath.of("n"))).isTrue();
        assertThat(event.has(FieldPath.of("a.n"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | a.b | {\"a\":{\"b\":7}}",
                "{\"a.b\":1,\"a\":{}} | a.b | {\"a.b\":7,\"a\":{}}",
                "{\"a.b\":1,\"a\":{}} | [a][b] | {\"a.b\":1,\"a\":{\"b\":7}}",
                "{\"a\":null} | a.b.c | {\"a\":{\"b\":{\"c\":7}}}",
                "{\"a\":1} | [a] | {\"a\":7}",
            })
    void setsFields(String before, String path, String after) throws EventException {
        Event event = event(before);

        assertThat(event.set(FieldPath.of(path), 7L)).isTrue();
        assertThat(JsonWriter.text(event.fields())).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"a\":1} | a.b", "{\"a\":{\"b\":[]}} | a.b.c", "{\"a\":[{}]} | a.0.b"})
    void changesNothingWhereAPathIsBlocked(String before, String path) throws EventException {
        Event event = event(before);

        assertThat(event.set(FieldPath.of(path), 7L)).isFalse();
        assertThat(JsonWriter.text(event.fields())).isEqualTo(before);
    }

    @Test
    void removesTheLiteralFieldBeforeTheNestedOne() throws EventException {
        Event event = event("{\"a.b\":1,\"a\":{\"b\":2}}");

        event.remove(FieldPath.of("a.b"));
        assertThat(JsonWriter.text(event.fields())).isEqualTo("{\"a\":{\"b\":2}}");
        event.remove(FieldPath.of("a.b"));
        event.remove(FieldPath.of("a.b.c"));
        assertThat(JsonWriter.text(event.fields())).isEqualTo("{\"a\":{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "[a", "[]", "[a]b", "[a][", "[a].b"})
    void refusesPathsThatNameNothing(String text) {
        assertThat(FieldPath.parse(text)).isEmpty();
    }
}
