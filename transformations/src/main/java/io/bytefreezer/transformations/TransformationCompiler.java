package io.bytefreezer.transformations;

import io.bytefreezer.transformations.condition.Condition;
import io.bytefreezer.transformations.condition.ConditionCompiler;
import io.bytefreezer.transformations.condition.PlainCondition;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filters.Filters;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.json.LocatedJson;
import io.bytefreezer.transformations.lookup.AskedLookups;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Problem;
import io.bytefreezer.transformations.option.Problems;
import io.bytefreezer.transformations.option.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiles transformation documents, {@code {"parse": …, "filters": [{"type": …, "when": …, "on_error": …, "config": {…}}]}}.
 *
 * <p>Everything that can be found wrong before the first event is: the answer to a wrong document names all of it at once. The
 * document's {@code tests} are left alone: {@link io.bytefreezer.transformations.check} reads and runs them.
 * Immutable and safe for use by many threads.
 */
public final class TransformationCompiler {

    private static final List<String> DOCUMENT_KEYS =
            List.of("parse", "filters", "tests", "enabled", "name", "description");
    private static final List<String> FILTER_KEYS =
            List.of("type", "when", "condition", "on_error", "config", "enabled");

    private final Limits limits;
    private final Lookups lookups;
    private final ConditionCompiler conditions;
    private final ParseCompiler parse;

    /** A compiler of plans that stay within these limits and can look nothing up. */
    public TransformationCompiler(Limits limits) {
        this(limits, Lookups.NONE);
    }

    /** A compiler of plans that stay within these limits and look up here. */
    public TransformationCompiler(Limits limits, Lookups lookups) {
        this.limits = limits;
        this.lookups = lookups;
        this.conditions = new ConditionCompiler(limits);
        this.parse = new ParseCompiler(limits);
    }

    /** Compiles one document with a compiler made for it; whoever compiles more keeps a compiler. */
    public static Compilation compile(String json, Limits limits) {
        return new TransformationCompiler(limits).compile(json);
    }

    /** Compiles a document. Never throws for what the document holds. */
    public Compilation compile(String json) {
        return compile(json, lookups);
    }

    /** Compiles a document to a plan that looks up here. Never throws for what the document holds. */
    public Compilation compile(String json, Lookups where) {
        if (json.length() > limits.documentChars()) {
            return new Compilation.Invalid(List.of(new Problem(
                    "", 0, 0, "the document is longer than " + limits.documentChars() + " characters", null)));
        }
        return switch (LocatedJson.read(json, limits.depth())) {
            case LocatedJson.Broken broken -> new Compilation.Invalid(List.of(broken.problem()));
            case LocatedJson.Document document -> compile(document, where);
        };
    }

    private Compilation compile(LocatedJson.Document json, Lookups where) {
        Problems problems = new Problems(json.positions());
        Site site = problems.root();
        Plan plan = null;
        if (json.root() instanceof Map<?, ?> document) {
            requireKnownKeys(document, DOCUMENT_KEYS, site);
            AskedLookups asked = new AskedLookups(where);
            FormatFunction format = parse.format(document, site);
            List<Step> steps = steps(document, site, asked);
            plan = new Plan(format, steps, limits, new Plan.Asked(asked.tables(), asked.secrets()));
            if (!isEnabled(document, site)) {
                plan = Plan.passthrough(limits);
            }
        } else {
            site.reportType("an object with 'parse' and 'filters'", json.root());
        }
        return plan != null && problems.isEmpty()
                ? new Compilation.Compiled(plan)
                : new Compilation.Invalid(problems.found());
    }

    private List<Step> steps(Map<?, ?> document, Site site, AskedLookups asked) {
        Object value = document.get("filters");
        Site at = site.at("filters");
        if (!(value instanceof List<?> filters)) {
            if (document.containsKey("filters")) {
                at.reportType("an array of filters", value);
            }
            return List.of();
        }
        if (filters.size() > limits.filters()) {
            at.report("there are " + filters.size() + " filters; " + limits.filters() + " are allowed");
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            step(i, filters.get(i), at.at(i), asked).ifPresent(steps::add);
        }
        reportUnreachable(steps, at);
        return steps;
    }

    /** Only the first: what stands behind it is no more wrong than it. */
    private static void reportUnreachable(List<Step> steps, Site site) {
        for (int i = 0; i + 1 < steps.size(); i++) {
            if (steps.get(i).isEnd()) {
                site.at(steps.get(i + 1).ref().index())
                        .report("no event comes here: filter " + steps.get(i).ref()
                                + " ends the way of each; give that one a 'when', or remove or disable this one and all"
                                + " after it");
                return;
            }
        }
    }

    /** Nothing for a filter that is not enabled, which is checked all the same, and for one that is wrong. */
    private Optional<Step> step(int index, @Nullable Object value, Site site, AskedLookups asked) {
        if (!(value instanceof Map<?, ?> filter)) {
            site.reportType("a filter: an object with 'type' and 'config'", value);
            return Optional.empty();
        }
        requireKnownKeys(filter, FILTER_KEYS, site);
        boolean enabled = isEnabled(filter, site);
        Optional<Condition> when = when(filter, site);
        OnError onError = onError(filter, site);
        FilterType type = type(filter, site);
        if (type == null) {
            return Optional.empty();
        }
        FilterRef ref = new FilterRef(index, type.name());
        Filter bound = bound(type, filter, site);
        if (bound == null) {
            return Optional.empty();
        }
        AskedLookups lookups = enabled ? asked : asked.apart();
        FilterFunction function =
                bound.compile(new FilterScope(limits, lookups, ref, isConditional(filter), site.at("config")));
        boolean isEnd = !isConditional(filter) && bound.endsEveryEvent();
        return enabled ? Optional.of(new Step(ref, when, onError, function, isEnd)) : Optional.empty();
    }

    private static @Nullable Filter bound(FilterType type, Map<?, ?> filter, Site site) {
        Object value = filter.get("config");
        if (filter.containsKey("config") && !(value instanceof Map)) {
            site.at("config").reportType("an object with the options of " + type.name(), value);
            return null;
        }
        Map<?, ?> config = value instanceof Map<?, ?> map ? map : Map.of();
        return Options.read(config, type.options(), site.at("config"))
                .map(type.bind())
                .orElse(null);
    }

    private static @Nullable FilterType type(Map<?, ?> filter, Site site) {
        Object value = filter.get("type");
        if (!(value instanceof String name)) {
            if (filter.containsKey("type")) {
                site.at("type").reportType("the type of a filter", value);
            } else {
                site.report("'type' is missing: one of " + String.join(", ", Filters.names()));
            }
            return null;
        }
        FilterType type = Filters.named(name).orElse(null);
        if (type == null) {
            site.at("type").reportUnknown("filter", name, Filters.names());
        }
        return type;
    }

    private Optional<Condition> when(Map<?, ?> filter, Site site) {
        Object value = filter.get("when");
        if (filter.containsKey("when") && filter.containsKey("condition")) {
            site.at("condition").report("give 'when' or 'condition', not both");
        }
        if (value instanceof String expression) {
            return conditions.compile(expression, site.at("when"));
        }
        if (filter.containsKey("when")) {
            site.at("when").reportType("a condition in CEL, as text", value);
        }
        return condition(filter.get("condition"), site.at("condition"));
    }

    /** Right or wrong: a condition that is wrong is reported for itself. */
    private static boolean isConditional(Map<?, ?> filter) {
        Object condition = filter.get("condition");
        boolean isEmpty = condition == null || (condition instanceof String text && text.isBlank());
        return filter.containsKey("when") || !isEmpty;
    }

    /** Documents of old carry the key in every filter, often with nothing in it. */
    private Optional<Condition> condition(@Nullable Object value, Site site) {
        if (value instanceof String expression) {
            return expression.isBlank() ? Optional.empty() : PlainCondition.compile(expression, limits, site);
        }
        if (value != null) {
            site.reportType("a condition such as status >= 400 and path contains \"/api\", as text", value);
        }
        return Optional.empty();
    }

    private static OnError onError(Map<?, ?> filter, Site site) {
        Object value = filter.get("on_error");
        OnError onError = value instanceof String name ? OnError.named(name) : null;
        if (onError == null && value instanceof String name) {
            site.at("on_error").reportUnknown("on_error", name, OnError.names());
        } else if (onError == null && filter.containsKey("on_error")) {
            site.at("on_error").reportType("one of " + String.join(", ", OnError.names()), value);
        }
        return onError == null ? OnError.DEAD_LETTER : onError;
    }

    private static boolean isEnabled(Map<?, ?> object, Site site) {
        Object value = object.get("enabled");
        if (object.containsKey("enabled") && !(value instanceof Boolean)) {
            site.at("enabled").reportType("true or false", value);
        }
        return !Boolean.FALSE.equals(value);
    }

    static void requireKnownKeys(Map<?, ?> object, List<String> allowed, Site site) {
        for (Object key : object.keySet()) {
            if (!allowed.contains(key)) {
                site.at((String) key).reportUnknown("key", (String) key, allowed);
            }
        }
    }
}
