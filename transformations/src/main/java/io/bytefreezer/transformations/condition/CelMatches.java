package io.bytefreezer.transformations.condition;

import com.google.re2j.Pattern;
import dev.cel.common.CelException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.regex.Re2;
import io.bytefreezer.transformations.regex.RegexExhaustedException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** CEL's {@code matches} with the limits that regular expressions have elsewhere: its own has none. Safe for use by many threads. */
final class CelMatches {

    private static final int PATTERNS_MAX = 1_000;

    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();
    private final int charsMax;

    CelMatches(Limits limits) {
        charsMax = limits.regexInputBytes();
    }

    /** The functions of CEL's specification without the one that is replaced. */
    static CelStandardFunctions others() {
        return CelStandardFunctions.newBuilder()
                .excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES)
                .build();
    }

    /** {@code matches(text, regex)} and {@code text.matches(regex)}. */
    @SuppressWarnings("Immutable") // what changes is a cache, and it is safe for use by many threads
    Set<CelFunctionBinding> bindings() {
        return CelFunctionBinding.fromOverloads(
                "matches",
                CelFunctionBinding.from("matches", String.class, String.class, this::matches),
                CelFunctionBinding.from("matches_string", String.class, String.class, this::matches));
    }

    /** What is wrong with an event on which an expression failed. */
    static EventException error(String detail, CelException e) {
        return e.getCause() instanceof RegexExhaustedException
                ? new EventException(ErrorCode.REGEX_TIMEOUT, RegexExhaustedException.DETAIL)
                : new EventException(ErrorCode.CEL_ERROR, detail + e.getMessage());
    }

    /** Expressions stand in documents, as literals that were checked: only documents that came and went make too many. */
    private boolean matches(String text, String regex) {
        if (text.length() > charsMax) {
            throw new RegexExhaustedException();
        }
        if (patterns.size() > PATTERNS_MAX) {
            patterns.clear();
        }
        return Re2.find(patterns.computeIfAbsent(regex, Pattern::compile), text);
    }
}
