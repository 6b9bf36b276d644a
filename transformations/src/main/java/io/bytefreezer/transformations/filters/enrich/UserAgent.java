package io.bytefreezer.transformations.filters.enrich;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.value.JsonCopy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells browser, operating system and device from what a client calls itself.
 *
 * @param sourceField what it calls itself
 * @param targetField where they go, as an object
 */
public record UserAgent(FieldPath sourceField, FieldPath targetField) implements Filter {

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "What the client calls itself.").defaultsTo("user_agent");
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Field to write, as an object.").defaultsTo("ua");

    /** Few clients make most of the traffic, and reading what one calls itself takes hundreds of regular expressions. */
    private static final int REMEMBERED_MAX = 10_000;

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "useragent",
            "Tells browser, operating system and device from the text that a client sends as User-Agent, by the rules of"
                    + " ua-parser. What they do not know is Other. Of a longer text the first 1,024 characters count.",
            List.of(SOURCE_FIELD, TARGET_FIELD),
            options -> new UserAgent(options.get(SOURCE_FIELD), options.get(TARGET_FIELD)),
            List.of(
                    Example.becomes("A browser", "{}", """
                            {"user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"}""", """
                            {"user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                             "ua": {"browser": {"name": "Firefox", "version": "128.0", "major": "128"},
                                    "os": {"name": "Linux"}, "device": {"name": "Other"}}}"""),
                    Example.becomes("A telephone", """
                            {"source_field": "http.agent", "target_field": "http.agent"}""", """
                            {"http": {"agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"}}""", """
                            {"http": {"agent": {"browser": {"name": "Mobile Safari", "version": "17.5", "major": "17"},
                                                "os": {"name": "iOS", "version": "17.5"}, "device": {"name": "iPhone"}}}}"""),
                    Example.becomes("A tool", "{}", """
                            {"user_agent": "curl/8.5.0"}""", """
                            {"user_agent": "curl/8.5.0",
                             "ua": {"browser": {"name": "curl", "version": "8.5.0", "major": "8"},
                                    "os": {"name": "Other"}, "device": {"name": "Other"}}}"""),
                    Example.rejected("No text", "{}", """
                            {"user_agent": 7}""", ErrorCode.WRONG_TYPE)));

    @Override
    public FilterFunction compile(FilterScope scope) {
        Cache<String, Map<String, @Nullable Object>> remembered = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .executor(Runnable::run)
                .build();
        return event -> apply(event, remembered);
    }

    private Verdict apply(Event event, Cache<String, Map<String, @Nullable Object>> remembered) {
        Object source = event.get(sourceField);
        if (source == null) {
            return Verdict.PASS;
        }
        if (!(source instanceof String text)) {
            return Sources.wrongType(sourceField, "a text");
        }
        if (text.isBlank()) {
            return Verdict.PASS;
        }
        return Sources.set(event, targetField, JsonCopy.of(remembered.get(AgentRules.key(text), AgentRules::read)));
    }
}
