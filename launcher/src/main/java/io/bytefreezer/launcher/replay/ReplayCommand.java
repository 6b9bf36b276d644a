package io.bytefreezer.launcher.replay;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.launcher.audit.DatasetOptions;
import io.bytefreezer.launcher.audit.WorkDirectory;
import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.provenance.control.ControlPlaneException;
import io.bytefreezer.provenance.origin.OriginException;
import io.bytefreezer.provenance.replay.ReplayReport;
import io.bytefreezer.provenance.replay.ReplayRequest;
import io.bytefreezer.provenance.replay.Replayer;
import io.bytefreezer.provenance.replay.plan.StepLimits;
import io.bytefreezer.runtime.log.Logging;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the rows of raw records anew, in place of those they had. */
@Command(
        name = "replay",
        description =
                "Makes the rows of raw records anew with another version of the rules, in place of those they had.",
        footer = {
            "",
            "A second run with the same options goes on where the first one ended. Ends with 0 when all is done, 1 when",
            "something could not be replayed, 2 when options or configuration are wrong, 3 when brokers, store, catalog or",
            "control plane do not answer."
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int INCOMPLETE = 1;
    private static final int WRONG = 2;
    private static final int NO_ANSWER = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DatasetOptions options = new DatasetOptions();

    @Mixin
    private Which which = new Which();

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "Version of the transformation, 0 for none (default: the one in force).")
    private @Nullable Integer version;

    @Option(names = "--source", description = "objects (default), with the topic for what they lack; or topic.")
    private ReplayRequest.Source source = ReplayRequest.Source.OBJECTS;

    @Option(names = "--dry-run", description = "Only says what would become of the records.")
    private boolean dryRun;

    @Option(names = "--again", description = "Does again what a run with the same options did.")
    private boolean again;

    @Option(names = "--wait", paramLabel = "SECONDS", description = "Waits as long for rows on their way to the lake.")
    private int wait;

    @Option(names = "--step-records", paramLabel = "N", description = "Raw records of a step (default: 500000).")
    private long stepRecords = StepLimits.DEFAULT.records();

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description = "Where rows and data files are made (default: the system's temporary directory).")
    private Path workDir = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--log-level", description = "error, warn (default), info, debug or trace.", defaultValue = "warn")
    private String logLevel = "warn";

    @Override
    public Integer call() {
        Logging.configure(Logging.Format.PLAIN, logLevel, null);
        ReplayRequest request = request();
        ProvenanceConfig loaded = options.load();
        try (WorkDirectory directory = WorkDirectory.make(workDir);
                Replayer replayer = Replayer.open(loaded, directory.path())) {
            ReplayReport report = replayer.replay(request, step -> print(step.line()));
            report.problems().forEach(this::print);
            print((dryRun ? "dry run of " : "") + report.summary());
            return report.isComplete() ? DONE : INCOMPLETE;
        } catch (OriginException | ControlPlaneException | UncheckedIOException e) {
            return failed(e, NO_ANSWER);
        } catch (LakeException e) {
            return failed(e, e.kind() == LakeException.Kind.CONFIG ? WRONG : NO_ANSWER);
        }
    }

    private int failed(RuntimeException e, int code) {
        command()
                .commandLine()
                .getErr()
                .println("bytefreezer: the replay stopped: " + e.getMessage()
                        + "; the same command goes on where it ended");
        return code;
    }

    /** Each line at once: a replay may take hours. */
    private void print(String line) {
        PrintWriter out = command().commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private ReplayRequest request() {
        if (wait < 0 || stepRecords < 1) {
            throw new ParameterException(
                    command().commandLine(), "--wait must not be negative, and --step-records at least 1");
        }
        return new ReplayRequest(
                options.dataset(),
                which.selection(),
                version == null ? OptionalInt.empty() : OptionalInt.of(version),
                source,
                again,
                dryRun,
                Duration.ofSeconds(wait),
                StepLimits.DEFAULT.withRecords(stepRecords));
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        return spec;
    }
}
