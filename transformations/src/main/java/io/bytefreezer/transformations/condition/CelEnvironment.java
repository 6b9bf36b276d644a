package io.bytefreezer.transformations.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.regex.Re2;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Compiles CEL over {@code event} (a map), {@code tenant}, {@code dataset}, {@code source}, {@code format} (texts, empty
 * when unknown), {@code attributes} (a map of texts) and {@code received_at} (a timestamp).
 */
final class CelEnvironment {

    private static final int PARSE_DEPTH_MAX = 100;
    private static final int REGEX_PROGRAM_SIZE_MAX = 20_000;

    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final Limits limits;

    CelEnvironment(Limits limits) {
        this.limits = limits;
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
        runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(options)
                .setStandardFunctions(CelMatches.others())
                .addFunctionBindings(new CelMatches(limits).bindings())
                .build();
    }

    /** The program that an expression of one of some types is; nothing after what is wrong with it was reported. */
    Optional<Program> compile(String expression, Use use, Site site) {
        if (expression.length() > limits.expressionChars()) {
            site.report("the " + use.noun() + " is longer than " + limits.expressionChars() + " characters");
            return Optional.empty();
        }
        try {
            CelAbstractSyntaxTree ast = compiler.compile(expression).getAst();
            CelType type = ast.getResultType();
            if (!use.allows().test(type)) {
                site.report(use.rule() + ", this is of type " + type.name());
                return Optional.empty();
            }
            return haveFixedRegexes(ast, site) ? Optional.of(runtime.createProgram(ast)) : Optional.empty();
        } catch (CelValidationException e) {
            for (CelIssue issue : e.getErrors()) {
                site.report("not a CEL " + use.noun() + ": " + issue.getMessage() + " (at character "
                        + issue.getSourceLocation().getColumn() + ")");
            }
        } catch (CelEvaluationException e) {
            site.report("not a CEL " + use.noun() + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    /**
     * What an expression is for.
     *
     * @param noun what it is called
     * @param rule what type it must be of, as a sentence begins
     * @param allows whether it may be of a type
     */
    record Use(String noun, String rule, Predicate<CelType> allows) {}

    /** An expression taken from an event could be one that fills the memory: so each is known, and checked, here. */
    private boolean haveFixedRegexes(CelAbstractSyntaxTree ast, Site site) {
        List<CelExpr> regexes = CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(expr -> expr.getKind() == Kind.CALL
                        && expr.call().function().equals("matches")
                        && !expr.call().args().isEmpty())
                .map(expr -> expr.call().args().getLast())
                .toList();
        boolean fixed = true;
        for (CelExpr regex : regexes) {
            if (regex.getKind() == Kind.CONSTANT && regex.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
                fixed &= Re2.compile(regex.constant().stringValue(), limits, site)
                        .isPresent();
            } else {
                site.report("matches() needs its regular expression as a literal text");
                fixed = false;
            }
        }
        return fixed;
    }
}
