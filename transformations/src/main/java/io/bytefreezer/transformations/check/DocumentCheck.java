package io.bytefreezer.transformations.check;

import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.json.LocatedJson;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.option.Problem;
import io.bytefreezer.transformations.option.Problems;
import io.bytefreezer.transformations.option.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks documents: that they compile, and that the tests under their key {@code tests} pass. Where a plan runs a document is only
 * compiled: its tests passed when it was activated, and an engine that has learned since must not stop the stream for them.
 */
public final class DocumentCheck {

    /** Most tests of one document. */
    static final int TESTS_MAX = 100;

    private static final String TESTS = "tests";

    private final TransformationCompiler compiler;
    private final Limits limits;

    /** A check of documents within these limits, where nothing but the test secret can be looked up. */
    public DocumentCheck(Limits limits) {
        this(new TransformationCompiler(limits, Lookups.TRYING), limits);
    }

    /** A check of documents that this compiler compiles, within the same limits. */
    public DocumentCheck(TransformationCompiler compiler, Limits limits) {
        this.compiler = compiler;
        this.limits = limits;
    }

    /** Compiles a document and runs its tests. Never throws for what the document holds. */
    public Compilation check(String json) {
        return check(compiler.compile(json), json);
    }

    /** Compiles a document to a plan that looks up here, and runs its tests. Never throws for what the document holds. */
    public Compilation check(String json, Lookups lookups) {
        return check(compiler.compile(json, lookups), json);
    }

    private Compilation check(Compilation compilation, String json) {
        if (json.length() > limits.documentChars()
                || !(LocatedJson.read(json, limits.depth()) instanceof LocatedJson.Document read)
                || !(read.root() instanceof Map<?, ?> document)
                || !document.containsKey(TESTS)) {
            return compilation;
        }
        Problems problems = new Problems(read.positions());
        Optional<Plan> plan =
                compilation instanceof Compilation.Compiled compiled ? Optional.of(compiled.plan()) : Optional.empty();
        run(document.get(TESTS), problems.root().at(TESTS), plan);
        List<Problem> all = new ArrayList<>();
        if (compilation instanceof Compilation.Invalid invalid) {
            all.addAll(invalid.problems());
        }
        all.addAll(problems.found());
        return all.isEmpty() ? compilation : new Compilation.Invalid(all);
    }

    /** Tests of a document that does not compile are only read: what is wrong with them is told at once with the rest. */
    private static void run(@Nullable Object value, Site site, Optional<Plan> plan) {
        if (!(value instanceof List<?> tests)) {
            site.reportType("an array of tests", value);
            return;
        }
        if (tests.size() > TESTS_MAX) {
            site.report("there are " + tests.size() + " tests; " + TESTS_MAX + " are allowed");
            return;
        }
        for (int i = 0; i < tests.size(); i++) {
            Site at = site.at(i);
            DocumentTest test = DocumentTest.read(tests.get(i), at).orElse(null);
            if (test != null && plan.isPresent()) {
                test.run(plan.get(), at.at("expect"));
            }
        }
    }
}
