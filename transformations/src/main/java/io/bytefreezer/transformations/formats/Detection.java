package io.bytefreezer.transformations.formats;

import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.format.Text;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a payload in the format that its hint means, and one that nobody vouches for in the first that it looks like and is.
 * What is of none is text. A payload that is well-formed and refused all the same (a key that repeats) is an error: as text
 * it would seem accepted.
 */
public final class Detection implements FormatFunction {

    private final Map<String, FormatFunction> byHint = new HashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();

    /** A format to try. */
    private record Candidate(Detector detector, FormatFunction format) {}

    /** Detection among all formats, each without options. */
    public Detection(Limits limits) {
        FormatScope scope = new FormatScope(limits, new Problems(Map.of()).root());
        for (FormatType type : Formats.ALL) {
            Options defaults = Options.read(Map.of(), type.options(), scope.config())
                    .orElseThrow(() -> new IllegalStateException(type.name() + " cannot do without options"));
            FormatFunction format = type.bind().apply(defaults).compile(scope);
            type.hints().forEach(hint -> byHint.put(hint, format));
            candidates.add(new Candidate(type.detector(), format));
        }
    }

    @Override
    public List<Map<String, @Nullable Object>> parse(RawInput input) throws EventException {
        FormatFunction hinted = hinted(input.format());
        return hinted == null ? detect(input) : hinted.parse(input);
    }

    private @Nullable FormatFunction hinted(@Nullable String hint) {
        if (hint == null) {
            return null;
        }
        FormatFunction exact = byHint.get(hint);
        if (exact != null) {
            return exact;
        }
        int parameters = hint.indexOf(';');
        String type = (parameters < 0 ? hint : hint.substring(0, parameters)).strip();
        return byHint.get(type.toLowerCase(Locale.ROOT));
    }

    private List<Map<String, @Nullable Object>> detect(RawInput input) throws EventException {
        for (Candidate candidate : candidates) {
            if (candidate.detector.looksLike(input.payload())) {
                try {
                    return candidate.format.parse(input);
                } catch (EventException e) {
                    if (!e.code().isMalformed()) {
                        throw e;
                    }
                }
            }
        }
        return List.of(Text.of(input.payload()).fields());
    }
}
