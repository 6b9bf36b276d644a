package io.bytefreezer.transformations.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.option.Position;
import io.bytefreezer.transformations.option.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document written by a person: its values, and where in the text each of them stands. */
public sealed interface LocatedJson {

    /**
     * The text is JSON.
     *
     * @param root its value
     * @param positions of all values, by JSON pointer
     */
    record Document(@Nullable Object root, Map<String, Position> positions) implements LocatedJson {}

    /**
     * The text is not JSON.
     *
     * @param problem why
     */
    record Broken(Problem problem) implements LocatedJson {}

    /** Reads a document, nested to a limit. */
    static LocatedJson read(String text, int depthMax) {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depthMax)
                        .build())
                .build();
        Map<String, Position> positions = new HashMap<>();
        try (JsonParser parser = factory.createParser(text)) {
            parser.nextToken();
            Object root = value(parser, "", positions);
            if (parser.nextToken() != null) {
                return broken(parser.currentLocation(), "there is more after the document");
            }
            return new Document(root, positions);
        } catch (JsonProcessingException e) {
            String message = e.getOriginalMessage();
            return broken(e.getLocation(), message == null ? "unreadable" : message);
        } catch (IOException e) {
            return broken(null, String.valueOf(e.getMessage()));
        }
    }

    private static Broken broken(@Nullable JsonLocation at, String message) {
        Position position = at == null ? Position.UNKNOWN : position(at);
        return new Broken(new Problem("", position.line(), position.column(), "not JSON: " + message, null));
    }

    private static Position position(JsonLocation location) {
        return new Position(location.getLineNr(), location.getColumnNr());
    }

    private static @Nullable Object value(JsonParser parser, String pointer, Map<String, Position> positions)
            throws IOException {
        positions.put(pointer, position(parser.currentTokenLocation()));
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    String member = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                    object.put(name, value(parser, member, positions));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser, pointer + "/" + array.size(), positions));
                }
                yield array;
            }
            case VALUE_NUMBER_INT -> JsonNumbers.integer(parser.getText());
            case VALUE_NUMBER_FLOAT -> new ExactNumber(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null -> null;
            default -> parser.getText();
        };
    }
}
