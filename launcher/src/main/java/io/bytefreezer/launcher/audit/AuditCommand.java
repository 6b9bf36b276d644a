package io.bytefreezer.launcher.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bytefreezer.lake.LakeException;
import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.provenance.audit.AuditRequest;
import io.bytefreezer.provenance.audit.Auditor;
import io.bytefreezer.provenance.audit.Bound;
import io.bytefreezer.provenance.audit.check.Rendering;
import io.bytefreezer.provenance.audit.check.Report;
import io.bytefreezer.provenance.control.ControlPlaneException;
import io.bytefreezer.provenance.origin.OriginException;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.runtime.log.Logging;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.schemas.wire.SchemaRegistryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says whether everything of a dataset has arrived, and exactly once. */
@Command(
        name = "audit",
        description = "Says whether every raw record of a dataset has become what its rules say, exactly once.",
        footer = {
            "",
            "Ends with 0 when all is complete, 1 when something is missing, doubled or on its way, 2 when options or",
            "configuration are wrong, 3 when brokers, store, catalog or control plane do not answer."
        })
public final class AuditCommand implements Callable<Integer> {

    private static final int COMPLETE = 0;
    private static final int INCOMPLETE = 1;
    private static final int WRONG = 2;
    private static final int COULD_NOT_LOOK = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DatasetOptions options = new DatasetOptions();

    @Option(
            names = "--from",
            paramLabel = "OFFSET|TIME",
            description = "Starts at this offset, or at the raw object of this time, e.g. 2026-01-31T12:00:00Z.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "OFFSET|TIME",
            description =
                    "Ends before this offset, or with the raw object of this time (default: where the topic ends now).")
    private @Nullable String to;

    @Option(names = "--partition", paramLabel = "N", description = "Looks at this raw partition only.")
    private @Nullable Integer partition;

    @Option(names = "--deep", description = "Compares record by record instead of by metadata.")
    private boolean deep;

    @Option(names = "--wait", paramLabel = "SECONDS", description = "Waits as long for stages that are behind.")
    private int wait;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description =
                    "Where --deep keeps what does not fit into memory (default: the system's temporary directory).")
    private Path workDir = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--log-level", description = "error (default), warn, info, debug or trace.", defaultValue = "error")
    private String logLevel = "error";

    @Override
    public Integer call() {
        Logging.configure(Logging.Format.PLAIN, logLevel, null);
        AuditRequest request = request();
        ProvenanceConfig loaded = options.load();
        try (WorkDirectory directory = WorkDirectory.make(workDir);
                Auditor auditor = Auditor.open(loaded, directory.path())) {
            Report report = auditor.audit(request);
            print(report);
            return report.isComplete() ? COMPLETE : INCOMPLETE;
        } catch (OriginException | ControlPlaneException | SchemaRegistryException | KafkaException e) {
            return failed(e, COULD_NOT_LOOK);
        } catch (ServiceStartException e) {
            return failed(e, e.kind() == ServiceStartException.Kind.CONFIG ? WRONG : COULD_NOT_LOOK);
        } catch (LakeException e) {
            return failed(e, e.kind() == LakeException.Kind.CONFIG ? WRONG : COULD_NOT_LOOK);
        }
    }

    private int failed(RuntimeException e, int code) {
        command().commandLine().getErr().println("bytefreezer: the audit could not look: " + e.getMessage());
        return code;
    }

    private void print(Report report) {
        var out = command().commandLine().getOut();
        if (!json) {
            out.print(Rendering.text(report));
        } else {
            try {
                out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(Rendering.json(report)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a report is always JSON", e);
            }
        }
        out.flush();
    }

    private AuditRequest request() {
        if (wait < 0) {
            throw wrong("--wait must not be negative");
        }
        return new AuditRequest(
                options.dataset(),
                bound("--from", from),
                bound("--to", to),
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                deep,
                Duration.ofSeconds(wait));
    }

    private Optional<Bound> bound(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.matches("\\d{1,18}")
                            ? new Bound.AtOffset(Long.parseLong(text))
                            : new Bound.AtTime(Instant.parse(text)));
        } catch (DateTimeParseException e) {
            throw wrong(option + " '" + text + "' is neither an offset nor a time like 2026-01-31T12:00:00Z");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        return spec;
    }
}
