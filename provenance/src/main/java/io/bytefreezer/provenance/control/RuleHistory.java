package io.bytefreezer.provenance.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.piper.lookup.LookupConfig;
import io.bytefreezer.piper.lookup.NamedSecrets;
import io.bytefreezer.piper.lookup.PiperLookups;
import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.provenance.rules.RuleVersion;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.control.TableDownload;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.LookupTable;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.snapshot.TableSpec;
import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.lookup.TableName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the control plane for all versions of a dataset's transformation. */
public final class RuleHistory implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            // A redirect would carry the service key to somebody else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final @Nullable URI url;
    private final @Nullable Secret key;
    private final ServiceMetrics metrics = new ServiceMetrics("audit");
    private final TableDownload download;
    private final PiperLookups lookups;
    private final NamedSecrets secrets;
    private final TransformationCompiler compiler;

    /**
     * With the control plane of this block. Nothing is asked before the first call.
     *
     * @param files what rules look things up in, besides the control plane's tables
     * @param secrets what rules hash with; whoever uses the values of events asks for {@link #missingSecrets} first
     */
    public RuleHistory(ControlConfig control, LookupConfig files, NamedSecrets secrets) {
        this.secrets = secrets;
        this.url = control.url();
        this.key = control.serviceKey();
        this.download = new TableDownload(control);
        this.lookups = new PiperLookups(
                new PiperLookups.Directories(files.geoipDir(), files.tablesDir(), null),
                files.refresh(),
                download::csv,
                // Audits ask how many events a record becomes, for which a hash by another key does as well.
                name -> secrets.find(name).or(() -> Lookups.TRYING.secret(name)),
                metrics);
        this.compiler = new TransformationCompiler(Limits.DEFAULT, lookups);
    }

    /**
     * The versions of a dataset, the oldest first, and passing on untransformed as version 0 where that was or is in force.
     * Without the address of a control plane there are none: nobody knows.
     *
     * @throws ControlPlaneException when the control plane does not answer, refuses, or gives a document that does not compile
     */
    public List<RuleVersion> of(DatasetRef dataset) {
        if (url == null) {
            return List.of();
        }
        JsonNode all = get(path(dataset));
        List<Activation> activations = new ArrayList<>();
        for (JsonNode version : all.path("versions")) {
            activations.addFirst(new Activation(
                    version.path("version").intValue(),
                    instant(version.path("created_at").asText())));
        }
        boolean running = all.path("active_version").isInt();
        List<RuleVersion> versions = versions(dataset, activations, running);
        bringTables(dataset, versions);
        return versions;
    }

    /**
     * Whether the control plane has this dataset.
     *
     * @throws IllegalArgumentException where no control plane is configured
     * @throws ControlPlaneException when it does not answer
     */
    public boolean knows(DatasetRef dataset) {
        if (url == null) {
            throw new IllegalArgumentException(
                    "control.url is missing: the control plane knows which datasets there are");
        }
        return snapshot().dataset(dataset).isPresent();
    }

    /**
     * What a dataset settles of its table; empty where nothing.
     *
     * @throws ControlPlaneException when the control plane does not answer
     */
    public Optional<TableSpec> table(DatasetRef dataset) {
        return url == null ? Optional.empty() : snapshot().dataset(dataset).map(Dataset::table);
    }

    /** The secrets that a version names and nobody has configured here: what it makes of events is not what pipers make. */
    public Set<String> missingSecrets(RuleVersion version) {
        return secrets.missing(version.plan().plan().secrets());
    }

    /** The control plane's tables that any of the versions names, as they are now. */
    private void bringTables(DatasetRef dataset, List<RuleVersion> versions) {
        Set<TableName> named = versions.stream()
                .flatMap(version -> version.plan().plan().tables().stream())
                .map(TableName::parse)
                .collect(Collectors.toSet());
        if (named.isEmpty()) {
            return;
        }
        List<LookupTable> tables = snapshot().tables().stream()
                .filter(table -> table.tenant().equals(dataset.tenant()))
                .filter(table -> named.stream().anyMatch(name -> name.name().equals(table.name())))
                .toList();
        if (!lookups.follow(tables, Map.of(dataset.tenant().value(), named))) {
            throw new ControlPlaneException(String.join("; ", lookups.health().reasons()), null);
        }
    }

    private Snapshot snapshot() {
        try {
            return Json.mapper().treeToValue(get("/api/v1/snapshot"), Snapshot.class);
        } catch (JsonProcessingException e) {
            throw new ControlPlaneException("control plane answers with something that is not a snapshot", e);
        }
    }

    @Override
    public void close() {
        lookups.close();
        download.close();
        metrics.close();
        http.shutdownNow();
    }

    private record Activation(int number, Instant at) {}

    private List<RuleVersion> versions(DatasetRef dataset, List<Activation> activations, boolean running) {
        List<RuleVersion> versions = new ArrayList<>();
        Instant first =
                activations.isEmpty() ? Instant.MAX : activations.getFirst().at();
        versions.add(new RuleVersion(DatasetPlan.PASSTHROUGH, Instant.EPOCH, running ? first : Instant.MAX));
        for (int i = 0; i < activations.size(); i++) {
            Instant until = i + 1 < activations.size() ? activations.get(i + 1).at() : Instant.MAX;
            int number = activations.get(i).number();
            versions.add(new RuleVersion(
                    compiled(dataset, number), activations.get(i).at(), until));
        }
        return versions;
    }

    private DatasetPlan compiled(DatasetRef dataset, int number) {
        JsonNode document = get(path(dataset) + "/" + number).path("document");
        return switch (compiler.compile(document.toString())) {
            case Compilation.Compiled compiled -> new DatasetPlan(number, document, compiled.plan());
            case Compilation.Invalid invalid ->
                throw new ControlPlaneException(
                        "version " + number + " of the transformation of " + dataset + " does not compile here: "
                                + invalid.problems().getFirst() + "; use the release that its pipers run",
                        null);
        };
    }

    private static String path(DatasetRef dataset) {
        return "/api/v1/tenants/" + dataset.tenant() + "/datasets/" + dataset.dataset() + "/transformations";
    }

    private JsonNode get(String path) {
        URI address = URI.create(String.valueOf(url).replaceAll("/+$", "") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(TIMEOUT);
        if (key != null) {
            request.header("Authorization", "Bearer " + key.value());
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != OK) {
                throw new ControlPlaneException(
                        "control plane answers " + response.statusCode() + " to GET " + path
                                + "; see control.service_key and the names of tenant and dataset",
                        null);
            }
            return Json.mapper().readTree(response.body());
        } catch (IOException e) {
            throw new ControlPlaneException("control plane does not answer to GET " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlPlaneException("interrupted while asking the control plane", e);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ControlPlaneException("control plane says '" + text + "' instead of a time", e);
        }
    }
}
