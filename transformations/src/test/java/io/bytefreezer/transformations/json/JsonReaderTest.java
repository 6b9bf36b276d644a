package io.bytefreezer.transformations.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.event.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reader takes what Jackson takes, and makes the same of it, but for what it refuses because something would be lost. */
class JsonReaderTest {

    private static final int DOCUMENTS = 60_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final JsonReader READER = new JsonReader(Limits.DEFAULT);

    private static final List<String> SEEDS = List.of(
            "{\"a\":1,\"b\":[true,false,null,-0,0.10,1e5,-1.5E-7],\"c\":{\"d\":\"x\\n\\u00e9\\ud83d\\ude00\"}}",
            " {\t\"name that is longer than eight\" : \"value that is longer than eight too, and \\\"quoted\\\"\" }\r\n",
            "{\"id\":9223372036854775807,\"over\":9223372036854775808,\"e\":123456789012345678901234567890}",
            "{\"unicode\":\"äöü€😀 and then some ascii text\",\"ключ\":\"значение\",\"\":[[],{},[{}]]}",
            "{\"nested\":{\"nested\":{\"nested\":{\"list\":[1,[2,[3,{\"x\":[]}]]]}}},\"n\":-12.0}");

    @Test
    void agreesWithJacksonOnWhateverComes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] document = document(random);
            Object ours = ours(document);
            Object theirs = theirs(document);
            assertThat(ours)
                    .as("seed %d: %s", seed, new String(document, UTF_8))
                    .isEqualTo(theirs);
            accepted += ours instanceof Map ? 1 : 0;
        }
        assertThat(accepted).as("seed %d", seed).isBetween(DOCUMENTS / 10, DOCUMENTS - DOCUMENTS / 10);
    }

    @Test
    void whatIsWrittenIsReadAsItWas() throws EventException {
        for (String seed : SEEDS) {
            Map<String, @Nullable Object> object = READER.object(seed.getBytes(UTF_8));
            assertThat(READER.object(JsonWriter.bytes(object))).isEqualTo(object);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":1e}",
                "{\"a\":-}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":tru}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":\"x}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":1}}",
                "{\"a\":1} 2",
                "{/*c*/\"a\":1}",
                "[1]",
                "\"a\""
            })
    void refusesWhatIsNotAnObject(String text) {
        assertThatThrownBy(() -> READER.object(text.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        EventException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON));
    }

    /** A map, or a word for none. */
    private static Object ours(byte[] document) {
        try {
            return READER.object(document);
        } catch (EventException e) {
            assertThat(e.code()).isIn(ErrorCode.MALFORMED_JSON, ErrorCode.DUPLICATE_KEY);
            return "refused";
        }
    }

    private static Object theirs(byte[] document) {
        if (!Utf8.isValid(document)) {
            return "refused";
        }
        try (JsonParser parser = FACTORY.createParser(new String(document, UTF_8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "refused";
            }
            Map<String, @Nullable Object> object = object(parser);
            boolean refused = parser.nextToken() != null || Utf8.hasLoneSurrogate(object.toString());
            return refused ? "refused" : object;
        } catch (IOException e) {
            return "refused";
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            object.put(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> JsonNumbers.integer(parser.getText());
            case VALUE_NUMBER_FLOAT -> new ExactNumber(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> array = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    array.add(value(parser, next));
                }
                yield array;
            }
            case null -> throw new IOException("it ends early");
            default -> throw new IOException("no value");
        };
    }

    private static byte[] document(Random random) {
        byte[] document = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
        for (int edits = random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(document.length);
            document[at] = (byte)
                    (random.nextInt(8) == 0 ? random.nextInt(256) : "{}[]\",:\\ 0123e-.utn".charAt(random.nextInt(19)));
        }
        return document;
    }
}
