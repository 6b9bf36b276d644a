package io.bytefreezer.transformations.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Site;
import java.util.Optional;

/**
 * Compiles conditions over {@code event} (a map), {@code tenant}, {@code dataset}, {@code source}, {@code format} (texts, empty
 * when unknown), {@code attributes} (a map of texts) and {@code received_at} (a timestamp).
 */
public final class ConditionCompiler {

    private static final int PARSE_DEPTH_MAX = 100;
    private static final int REGEX_PROGRAM_SIZE_MAX = 20_000;

    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final int charsMax;

    /** A compiler of conditions that stop at these limits. */
    public ConditionCompiler(Limits limits) {
        charsMax = limits.expressionChars();
        CelOptions options = CelOptions.current()
                .comprehensionMaxIterations(limits.celIterations())
                .maxExpressionCodePointSize(limits.expressionChars())
                .maxParseRecursionDepth(PARSE_DEPTH_MAX)
                .maxRegexProgramSize(REGEX_PROGRAM_SIZE_MAX)
                .enableHeterogeneousNumericComparisons(true)
                .build();
        compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("event", MapType.create(SimpleType.STRING, SimpleType.DYN))
                .addVar("tenant", SimpleType.STRING)
                .addVar("dataset", SimpleType.STRING)
                .addVar("source", SimpleType.STRING)
                .addVar("format", SimpleType.STRING)
                .addVar("attributes", MapType.create(SimpleType.STRING, SimpleType.STRING))
                .addVar("received_at", SimpleType.TIMESTAMP)
                .build();
        runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(options).build();
    }

    /** The condition that an expression says; nothing after what is wrong with it was reported. */
    public Optional<Condition> compile(String expression, Site site) {
        if (expression.length() > charsMax) {
            site.report("the condition is longer than " + charsMax + " characters");
            return Optional.empty();
        }
        try {
            CelAbstractSyntaxTree ast = compiler.compile(expression).getAst();
            CelType type = ast.getResultType();
            if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
                site.report("a condition must be true or false, this is of type " + type.name());
                return Optional.empty();
            }
            return Optional.of(new Condition(runtime.createProgram(ast)));
        } catch (CelValidationException e) {
            for (CelIssue issue : e.getErrors()) {
                site.report("not a CEL condition: " + issue.getMessage() + " (at character "
                        + issue.getSourceLocation().getColumn() + ")");
            }
        } catch (CelEvaluationException e) {
            site.report("not a CEL condition: " + e.getMessage());
        }
        return Optional.empty();
    }
}
