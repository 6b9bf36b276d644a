package io.bytefreezer.launcher.erase;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.launcher.audit.DatasetOptions;
import io.bytefreezer.launcher.audit.WorkDirectory;
import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.provenance.erase.Eraser;
import io.bytefreezer.provenance.origin.OriginException;
import io.bytefreezer.runtime.log.Logging;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Erases rows that a condition is true of, for privacy requests. */
@Command(
        name = "erase",
        description =
                "Erases the rows that a condition is true of, and the raw records they came from where asked for.",
        footer = {
            "",
            "What was erased is recorded below the table's erasures/, without its contents. Doing it again is harmless. Ends",
            "with 0 when all is erased, 2 when options or configuration are wrong, 3 when store or catalog do not answer."
        })
public final class EraseCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int WRONG = 2;
    private static final int NO_ANSWER = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DatasetOptions options = new DatasetOptions();

    @Option(
            names = "--where",
            required = true,
            paramLabel = "CONDITION",
            description = "SQL as behind WHERE, e.g. \"user_id = 'u-17'\".")
    private String where = "";

    @Option(names = "--reason", required = true, description = "Why, for the record, e.g. the number of the request.")
    private String reason = "";

    @Option(
            names = "--raw",
            description =
                    "Also writes raw objects anew without the records these rows came from: no replay can bring them back.")
    private boolean raw;

    @Option(names = "--dry-run", description = "Only counts the rows.")
    private boolean dryRun;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description = "Where files are made (default: the system's temporary directory).")
    private Path workDir = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--log-level", description = "error, warn (default), info, debug or trace.", defaultValue = "warn")
    private String logLevel = "warn";

    @Override
    public Integer call() {
        Logging.configure(Logging.Format.PLAIN, logLevel, null);
        ProvenanceConfig loaded = options.load();
        Eraser.Request request = new Eraser.Request(options.dataset(), where, reason, raw, dryRun);
        try (WorkDirectory directory = WorkDirectory.make(workDir);
                Eraser eraser = Eraser.open(loaded, directory.path())) {
            print(eraser.erase(request));
            return DONE;
        } catch (OriginException | UncheckedIOException e) {
            return failed(e, NO_ANSWER);
        } catch (LakeException e) {
            return failed(
                    e,
                    switch (e.kind()) {
                        case CONFIG, MISSING, LIMIT -> WRONG;
                        case DATA, EXTERNAL, INTERNAL -> NO_ANSWER;
                    });
        }
    }

    private void print(Eraser.Report report) {
        PrintWriter out = command().commandLine().getOut();
        if (dryRun) {
            out.printf(Locale.ROOT, "dry run: %,d rows match%n", report.rows());
        } else {
            out.printf(
                    Locale.ROOT,
                    "erased %,d rows, and %,d raw records of %,d raw objects%n",
                    report.rows(),
                    report.records(),
                    report.objects());
            report.notes().forEach(note -> out.println("recorded in " + note));
        }
        out.flush();
    }

    private int failed(RuntimeException e, int code) {
        command().commandLine().getErr().println("bytefreezer: erasing stopped: " + e.getMessage());
        return code;
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        return spec;
    }
}
