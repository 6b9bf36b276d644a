package io.bytefreezer.benchmarks.transform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.formats.json.JsonFormat;
import io.bytefreezer.transformations.formats.security.CefFormat;
import io.bytefreezer.transformations.formats.table.TableFormat;
import io.bytefreezer.transformations.formats.web.ApacheFormat;
import io.bytefreezer.transformations.grok.GrokDictionary;
import io.bytefreezer.transformations.grok.GrokPattern;
import io.bytefreezer.transformations.option.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What takes a payload apart: its fields, or the news that it cannot. Safe for use by many threads. */
@FunctionalInterface
interface Extraction {

    Object of(RawInput input);

    /** That of a case: its format, else its grok. */
    static Extraction of(PipelineCase lines) {
        return switch (lines) {
            case SYSLOG_AUTH -> byGrok(lines.pattern());
            case APACHE_COMBINED -> byFormat(new ApacheFormat(List.of()));
            case JSON_APPLICATION -> byFormat(new JsonFormat());
            case CEF_FIREWALL -> byFormat(new CefFormat(true, "UTC"));
            case CSV ->
                byFormat(new TableFormat(
                        ",",
                        "\"",
                        Optional.empty(),
                        Optional.of(List.of("ts", "region", "amount", "name", "quantity", "note")),
                        Map.of(),
                        false,
                        "reject"));
        };
    }

    private static Extraction byFormat(Format format) {
        FormatFunction function = format.compile(new FormatScope(Limits.DEFAULT, new Problems(Map.of()).root()));
        return input -> {
            try {
                return function.parse(input);
            } catch (EventException e) {
                return e;
            }
        };
    }

    private static Extraction byGrok(String pattern) {
        Problems problems = new Problems(Map.of());
        GrokPattern grok = GrokPattern.compile(
                        pattern, new GrokDictionary(Map.of()), false, Limits.DEFAULT, problems.root())
                .orElseThrow(() -> new IllegalStateException(problems.found().toString()));
        return input -> grok.match(new String(input.payload(), UTF_8));
    }
}
