package io.bytefreezer.transformations.formats.json;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.json.JsonReader;
import java.util.List;

/** One JSON object (RFC 8259). */
public record JsonFormat() implements Format {

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "json",
            "One JSON object (RFC 8259) is one event. Numbers keep every digit; a key that repeats is an error, because one of"
                    + " its values would be lost.",
            List.of("json", "application/json"),
            Detector.firstByte('{'),
            List.of(),
            options -> new JsonFormat(),
            List.of(
                    FormatExample.events("An object", """
                            {"level": "info", "id": 9007199254740993, "price": 1.10}""", """
                            {"level": "info", "id": 9007199254740993, "price": 1.10}"""),
                    FormatExample.rejected("A key twice", """
                            {"a": 1, "a": 2}""", ErrorCode.DUPLICATE_KEY),
                    FormatExample.rejected("Not an object", "[1, 2]", ErrorCode.MALFORMED_JSON)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        JsonReader reader = new JsonReader(scope.limits());
        return input -> List.of(reader.object(input.payload()));
    }
}
