package io.bytefreezer.transformations.formats.pairs;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.lines.Lines;
import io.bytefreezer.transformations.option.Option;
import java.util.List;

/**
 * logfmt, by the grammar of <a href="https://pkg.go.dev/github.com/kr/logfmt">kr/logfmt</a>, what it calls garbage refused; in
 * quotes, the escapes of JSON.
 *
 * @param inferTypes whether numbers, true and false become what they look like
 */
public record LogfmtFormat(boolean inferTypes) implements Format {

    private static final Option<Boolean> INFER_TYPES = Option.flag(
                    "infer_types",
                    "Makes numbers, as JSON writes them, and true and false of values without quotes; else every value is"
                            + " text.")
            .defaultsTo(false);

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "logfmt",
            "Lines of logfmt, as Heroku, Go's loggers and Grafana's products write it: `key=value` and `key=\"a value\"` with"
                    + " blanks between them; a key by itself is true. A line is an event. A key that repeats has a list of"
                    + " its values. Anything else on a line rejects the payload; `kv` is the lenient one.",
            List.of("logfmt"),
            Detector.NEVER,
            List.of(INFER_TYPES),
            options -> new LogfmtFormat(options.get(INFER_TYPES)),
            List.of(
                    FormatExample.events("A line", """
                            time=2026-10-11T22:14:15Z level=info msg="request \\"GET /\\" done" status=200 cached
                            """, """
                            {"time": "2026-10-11T22:14:15Z", "level": "info", "msg": "request \\"GET /\\" done",
                             "status": "200", "cached": true}"""),
                    FormatExample.configured(
                            "Numbers as numbers",
                            """
                            {"infer_types": true}""",
                            "status=200 took=0.0310 ok=true id=007 zip=\"1010\" note=\n",
                            """
                            {"status": 200, "took": 0.0310, "ok": true, "id": "007", "zip": "1010", "note": ""}"""),
                    FormatExample.rejected(
                            "A quote that is never closed",
                            "level=warn msg=\"disk full\nlevel=info msg=ok\n",
                            ErrorCode.MALFORMED_PAYLOAD)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        int nameCharsMax = scope.limits().fieldNameChars();
        return input -> Lines.events(
                input.payload(), scope.limits(), line -> Logfmt.parse(line.value(), inferTypes, nameCharsMax));
    }
}
