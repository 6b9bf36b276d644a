package io.bytefreezer.launcher.export;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.launcher.audit.AuditTarget;
import io.bytefreezer.launcher.audit.WorkDirectory;
import io.bytefreezer.launcher.demo.DemoAccess;
import io.bytefreezer.query.ExportRunner;
import io.bytefreezer.query.QueryConfig;
import io.bytefreezer.query.export.ExportConfig;
import io.bytefreezer.query.export.ExportException;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.log.Logging;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends the new rows of queries elsewhere, once. */
@Command(
        name = "export",
        description = "Sends the rows of a query elsewhere that are new since it was run last.",
        footer = {
            "",
            "Exports stand under 'exports' in a query service's configuration, or one by itself in a file of its own. Ends",
            "with 0 when all is sent, 1 when the target rejected rows, 2 when query, target or configuration are wrong or",
            "the cursor is too old, 3 when lake or target do not answer: the same command goes on where it ended."
        })
public final class ExportCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int REJECTED = 1;
    private static final int WRONG = 2;
    private static final int NO_ANSWER = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--name", description = "The export of this name in the configuration (default: all of them).")
    private @Nullable String name;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "An export in a YAML file of its own, instead of those in the configuration.")
    private @Nullable Path export;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description =
                    "Begins anew: beginning (all rows), now (those that come) or the id of a snapshot (those after"
                            + " it). Without it an export goes on where it ended.")
    private @Nullable String from;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A query service's YAML file. Without it everything comes from environment variables.")
    private @Nullable Path config;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Exports from the demo that keeps its state there, as long as it runs; instead of --config.")
    private @Nullable Path dataDir;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description = "Where copies of data files are kept meanwhile (default: the system's temporary directory).")
    private Path workDir = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--log-level", description = "error, warn (default), info, debug or trace.", defaultValue = "warn")
    private String logLevel = "warn";

    @Override
    public Integer call() {
        Logging.configure(Logging.Format.PLAIN, logLevel, null);
        AuditTarget target = target();
        Map<String, String> environment = target.environment(System.getenv());
        QueryConfig loaded = ConfigLoader.load(QueryConfig.class, target.file(), environment);
        List<ExportConfig> chosen = export == null
                ? chosen(loaded.exports())
                : List.of(ConfigLoader.load(ExportConfig.class, export, environment));
        try (WorkDirectory directory = WorkDirectory.make(workDir);
                ExportRunner runner = ExportRunner.open(loaded, directory.path())) {
            int worst = DONE;
            for (ExportConfig each : chosen) {
                worst = Math.max(worst, run(runner, each));
            }
            return worst;
        } catch (LakeException e) {
            complain(String.valueOf(e.getMessage()));
            return e.kind() == LakeException.Kind.CONFIG ? WRONG : NO_ANSWER;
        }
    }

    private int run(ExportRunner runner, ExportConfig each) {
        try {
            var report = runner.run(each, Optional.ofNullable(from));
            command().commandLine().getOut().println(each.name() + ": " + report.summary());
            return report.rejected() == 0 ? DONE : REJECTED;
        } catch (ExportException e) {
            complain("export '" + each.name() + "': " + e.getMessage());
            return e.kind() == ExportException.Kind.WRONG ? WRONG : NO_ANSWER;
        }
    }

    private AuditTarget target() {
        Path demo = dataDir;
        AuditTarget target = AuditTarget.of(config, demo);
        return demo == null ? target : new AuditTarget(DemoAccess.queryFile(demo), target.more());
    }

    private List<ExportConfig> chosen(List<ExportConfig> all) {
        List<ExportConfig> chosen = all.stream()
                .filter(each -> name == null || each.name().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    name == null
                            ? "there are no exports in the configuration: add some under 'exports', or give one by --export"
                            : "there is no export '" + name + "' in the configuration; there are "
                                    + all.stream().map(ExportConfig::name).toList());
        }
        return chosen;
    }

    private void complain(String problem) {
        command().commandLine().getErr().println("bytefreezer: " + problem);
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        return spec;
    }
}
