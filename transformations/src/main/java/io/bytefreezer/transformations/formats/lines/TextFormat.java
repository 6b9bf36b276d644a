package io.bytefreezer.transformations.formats.lines;

import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.format.Text;
import java.util.List;

/** Any text. */
public record TextFormat() implements Format {

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "text",
            "Any text is one event with the field `message`. Bytes that are not UTF-8 are kept in `_raw_base64`.",
            List.of("text", "raw", "log", "text/plain"),
            Detector.NEVER,
            List.of(),
            options -> new TextFormat(),
            List.of(FormatExample.events("A line", "disk full on /var\n", """
                            {"message": "disk full on /var"}""")));

    @Override
    public FormatFunction compile(FormatScope scope) {
        return input -> List.of(Text.of(input.payload()).fields());
    }
}
