package io.bytefreezer.launcher.erase;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.launcher.audit.DatasetOptions;
import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.provenance.control.ControlPlaneException;
import io.bytefreezer.provenance.erase.Dropper;
import io.bytefreezer.provenance.origin.OriginException;
import io.bytefreezer.runtime.log.Logging;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Deletes the data of a dataset that was deleted. */
@Command(
        name = "drop",
        description =
                "Deletes the table of a dataset that the control plane no longer has, and its raw objects where asked for.",
        footer = {
            "",
            "There is no way back. Its topics are left to you. Doing it again deletes what a first time left. Ends with 0 when",
            "all is gone, 2 when the dataset is still there or options are wrong, 3 when somebody does not answer."
        })
public final class DropCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int WRONG = 2;
    private static final int NO_ANSWER = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DatasetOptions options = new DatasetOptions();

    @Option(names = "--raw", description = "Deletes the raw objects too.")
    private boolean raw;

    @Option(
            names = "--grace",
            paramLabel = "HOURS",
            defaultValue = "168",
            description = "Refuses while the table's last change is younger (default: ${DEFAULT-VALUE}).")
    private int grace;

    @Option(names = "--log-level", description = "error, warn (default), info, debug or trace.", defaultValue = "warn")
    private String logLevel = "warn";

    @Override
    public Integer call() {
        Logging.configure(Logging.Format.PLAIN, logLevel, null);
        if (grace < 0) {
            throw new ParameterException(command().commandLine(), "--grace must not be negative");
        }
        ProvenanceConfig loaded = options.load();
        try (Dropper dropper = Dropper.open(loaded)) {
            Dropper.Dropped dropped = dropper.drop(options.dataset(), Duration.ofHours(grace), raw);
            command()
                    .commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "deleted %,d objects of the table and %,d raw objects%n",
                            dropped.lakeObjects(),
                            dropped.rawObjects())
                    .flush();
            return DONE;
        } catch (OriginException | ControlPlaneException e) {
            return failed(e, NO_ANSWER);
        } catch (LakeException e) {
            return failed(e, e.kind() == LakeException.Kind.CONFIG ? WRONG : NO_ANSWER);
        }
    }

    private int failed(RuntimeException e, int code) {
        command()
                .commandLine()
                .getErr()
                .println("bytefreezer: deleting stopped: " + e.getMessage() + "; the same command goes on");
        return code;
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        return spec;
    }
}
