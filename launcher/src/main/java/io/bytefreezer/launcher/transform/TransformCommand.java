package io.bytefreezer.launcher.transform;

import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.check.DocumentCheck;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.option.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies a transformation document to lines on standard input. */
@Command(
        name = "transform",
        description = "Applies a transformation document to events on standard input, one a line.",
        footer = {
            "",
            "Events come out as lines of JSON; what is dropped or rejected, and by which filter, is told on standard error. The",
            "document's tests are run first. Nothing can be looked up: a filter that has to says so. Ends with 0 when no line",
            "was rejected, 1 when one was, 2 when the document is wrong or one of its tests fails, 3 when input or output fail."
        })
public final class TransformCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int REJECTED = 1;
    private static final int WRONG = 2;
    private static final int BROKEN = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The document, in JSON.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "json",
            description =
                    "Format of the lines (default ${DEFAULT-VALUE}), where the document's 'parse' does not say; auto has"
                            + " it detected line by line.")
    private String format = "json";

    @Option(names = "--explain", description = "Tells on standard error what each filter did with each event.")
    private boolean explains;

    @Option(
            names = "--received-at",
            paramLabel = "TIME",
            description =
                    "When all lines are received, such as 2026-10-11T22:14:20Z (default: now). The same input then gives"
                            + " the same output.")
    private @Nullable Instant receivedAt;

    private final InputStream in;
    private final OutputStream out;

    /** The command on standard input and output. */
    public TransformCommand() {
        this(System.in, System.out);
    }

    TransformCommand(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() {
        if (spec == null || file == null) {
            throw new IllegalStateException("picocli sets the spec and the parameter before it calls a command");
        }
        PrintWriter err = spec.commandLine().getErr();
        String document = read(file, err);
        if (document == null) {
            return WRONG;
        }
        return switch (new DocumentCheck(Limits.DEFAULT).check(document)) {
            case Compilation.Compiled compiled -> {
                tellOfSecrets(compiled.plan(), err);
                Clock clock = receivedAt == null ? Clock.systemUTC() : Clock.fixed(receivedAt, ZoneOffset.UTC);
                yield run(new LineTransformer(compiled.plan(), format, explains, clock, err), err);
            }
            case Compilation.Invalid invalid -> {
                invalid.problems().forEach(problem -> err.println(text(file, problem)));
                yield WRONG;
            }
        };
    }

    private static void tellOfSecrets(Plan plan, PrintWriter err) {
        if (!plan.secrets().isEmpty()) {
            err.println("secrets are not known here: for " + String.join(", ", plan.secrets())
                    + " stands the test key '" + Lookups.TEST_SECRET.text() + "'");
        }
    }

    private int run(LineTransformer transformer, PrintWriter err) {
        try {
            return transformer.run(in, out) ? DONE : REJECTED;
        } catch (IOException e) {
            err.println("bytefreezer: input or output fails: " + e.getMessage());
            return BROKEN;
        }
    }

    private static @Nullable String read(Path file, PrintWriter err) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            err.println(file + ":1:1: not UTF-8");
        } catch (IOException e) {
            err.println("bytefreezer: " + file + " cannot be read: " + e);
        }
        return null;
    }

    /** As compilers do, so that editors find the place. */
    private static String text(Path file, Problem problem) {
        String place = file + ":" + Math.max(1, problem.line()) + ":" + Math.max(1, problem.column()) + ": ";
        String pointer = problem.pointer().isEmpty() ? "" : problem.pointer() + ": ";
        String suggestion = problem.suggestion() == null ? "" : "; did you mean '" + problem.suggestion() + "'?";
        return place + pointer + problem.message() + suggestion;
    }
}
