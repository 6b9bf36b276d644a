package io.bytefreezer.control.rest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.control.decision.Command.Activate;
import io.bytefreezer.control.decision.Command.Deactivate;
import io.bytefreezer.control.decision.Command.SaveDraft;
import io.bytefreezer.control.decision.Refusal;
import io.bytefreezer.control.decision.ValidDocument;
import io.bytefreezer.control.lookup.StoredTables;
import io.bytefreezer.control.lookup.UnknownTables;
import io.bytefreezer.control.state.Change;
import io.bytefreezer.control.state.Dataset;
import io.bytefreezer.control.state.Draft;
import io.bytefreezer.control.state.Version;
import io.bytefreezer.control.state.VersionSummary;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.transformations.check.DocumentCheck;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The transformation of a dataset: a draft, and versions that never change. */
final class TransformationRoutes {

    private static final String ALL = "/api/v1/tenants/{tenant}/datasets/{dataset}/transformations";

    private static final String WARNINGS =
            "Tables it names that the tenant does not have: put them before it is activated.";
    private static final String MISSING_TABLES = "missing_tables";
    private static final String ALLOWED = "allowed";

    private final Backend backend;
    private final StoredTables tables;
    private final UnknownTables unknownTables = new UnknownTables();
    private final DocumentCheck check = new DocumentCheck(Limits.DEFAULT);

    TransformationRoutes(Backend backend, StoredTables tables) {
        this.backend = backend;
        this.tables = tables;
    }

    /** What there is. */
    record TransformationsView(
            @JsonPropertyDescription("The version that runs; absent where none does.") @Nullable Integer activeVersion,

            @Nullable DraftView draft,
            @JsonPropertyDescription("The latest first.") List<VersionSummary> versions) {}

    /** What somebody works on. */
    record DraftView(
            JsonNode document,
            Instant savedAt,

            @JsonPropertyDescription("Whether it can be activated.")
            boolean valid,

            @JsonPropertyDescription("All that is wrong with it.")
            List<ProblemView> problems,

            @JsonPropertyDescription(WARNINGS) List<ProblemView> warnings) {}

    /** One version. */
    record VersionView(
            @JsonPropertyDescription("Counts the dataset's activations from 1.")
            int version,

            @JsonPropertyDescription("Whether it runs.") boolean active,
            Instant createdAt,

            @JsonPropertyDescription("Id of the key that activated it.")
            String createdBy,

            @JsonPropertyDescription("The version whose document it repeats.") @Nullable Integer copyOf,

            JsonNode document) {}

    /** What a check found. */
    record ValidationView(
            boolean valid,

            @JsonPropertyDescription("All that is wrong with it.")
            List<ProblemView> problems,

            @JsonPropertyDescription(WARNINGS) List<ProblemView> warnings) {}

    List<Route> routes() {
        return List.of(
                Route.get(ALL, "listTransformations", "Gives the draft, and lists the versions.", this::list)
                        .gives(TransformationsView.class),
                Route.get(
                                ALL + "/{version}",
                                "getTransformation",
                                "Gives one version with its document.",
                                this::version)
                        .gives(VersionView.class),
                Route.put(ALL + "/draft", "saveTransformationDraft", "Saves a draft, right or wrong.", this::saveDraft)
                        .takes(JsonNode.class)
                        .gives(DraftView.class),
                Route.post(
                                ALL + "/validate",
                                "validateTransformation",
                                "Says all that is wrong, and which of its tests fail.",
                                this::validate)
                        .takes(JsonNode.class)
                        .gives(ValidationView.class),
                Route.post(
                                ALL + "/activate",
                                "activateTransformation",
                                "Makes a new version that runs from now on: of the document in the body, of an old"
                                        + " version's with {\"version\": n}, of the draft's with no body.",
                                this::activate)
                        .takes(JsonNode.class)
                        .creates(VersionView.class)
                        .asksText(
                                MISSING_TABLES,
                                "'allowed' where it names tables that pipers have in a directory; without it a document that"
                                        + " names a table which the tenant does not have is refused."),
                Route.post(
                                ALL + "/deactivate",
                                "deactivateTransformation",
                                "Runs none: events are parsed by their format and passed on.",
                                this::deactivate)
                        .gives(Dataset.class));
    }

    private Reply list(Call call) {
        Dataset dataset = backend.dataset(call, call.dataset());
        return Reply.ok(new TransformationsView(
                dataset.activeVersion(),
                backend.history()
                        .draft(dataset.ref())
                        .map(draft -> view(call, dataset.ref(), draft))
                        .orElse(null),
                backend.history().versions(dataset.ref())));
    }

    private Reply version(Call call) {
        Dataset dataset = backend.dataset(call, call.dataset());
        Version version = version(dataset.ref(), call.number("version"));
        return Reply.ok(view(version, dataset.activeVersion()));
    }

    private Reply saveDraft(Call call) {
        DatasetRef ref = call.dataset();
        String text = call.text();
        if (!ApiJson.read(text, JsonNode.class).isObject()) {
            throw new RefusedException(400, ErrorView.at("", "invalid_body", "a transformation is a JSON object"));
        }
        backend.execute(call, new SaveDraft(call.account(), ref, text));
        Draft saved =
                backend.history().draft(ref).orElseThrow(() -> new RefusedException(Refusal.notFound("dataset", ref)));
        return Reply.ok(view(call, ref, saved));
    }

    private Reply validate(Call call) {
        backend.dataset(call, call.dataset());
        String document = call.text();
        List<ProblemView> problems = problems(call.dataset(), document);
        return Reply.ok(
                new ValidationView(problems.isEmpty(), problems, views(unknownTables(call, call.dataset(), document))));
    }

    private Reply activate(Call call) {
        DatasetRef ref = call.dataset();
        backend.dataset(call, ref);
        Chosen chosen = choose(ref, call.text());
        ValidDocument document = switch (ValidDocument.check(check, chosen.text, tables.of(ref.tenant()))) {
            case ValidDocument.Checked.Valid valid -> valid.document();
            case ValidDocument.Checked.Invalid invalid -> throw refused(invalid.problems());
        };
        requireTables(call, ref, chosen.text);
        List<Change> changes = backend.execute(call, new Activate(call.account(), ref, document, chosen.copyOf));
        return Reply.created(changes.stream()
                .flatMap(change -> change instanceof Change.VersionAdded added
                        ? Stream.of(view(added.version(), added.version().number()))
                        : Stream.empty())
                .findFirst()
                .orElseThrow());
    }

    /** A table that is deleted meanwhile is not seen: events are then rejected with that reason. */
    private void requireTables(Call call, DatasetRef ref, String document) {
        List<String> allowed = call.texts(MISSING_TABLES);
        if (!allowed.isEmpty() && !allowed.equals(List.of(ALLOWED))) {
            throw new RefusedException(
                    400, ErrorView.of("invalid_query", "'" + MISSING_TABLES + "' in the query is '" + ALLOWED + "'"));
        }
        List<Problem> unknown = unknownTables(call, ref, document);
        if (allowed.isEmpty() && !unknown.isEmpty()) {
            throw RefusedException.of(
                    "unknown_table",
                    "the transformation names tables that are not there, first " + unknown.getFirst()
                            + "; where pipers have them in a directory, activate with ?" + MISSING_TABLES + "="
                            + ALLOWED,
                    unknown);
        }
    }

    private List<Problem> unknownTables(Call call, DatasetRef ref, String document) {
        return unknownTables.in(
                document, ref.tenant(), backend.stateWith(call, ref.tenant()).tables());
    }

    private Reply deactivate(Call call) {
        backend.execute(call, new Deactivate(call.account(), call.dataset()));
        return Reply.ok(backend.dataset(call, call.dataset()));
    }

    /** A document to activate, and the version it comes from if it does. */
    private record Chosen(String text, @Nullable Integer copyOf) {}

    private Chosen choose(DatasetRef ref, String body) {
        if (body.isBlank()) {
            return backend.history()
                    .draft(ref)
                    .map(draft -> new Chosen(draft.document(), null))
                    .orElseThrow(() -> new RefusedException(Refusal.conflict(
                            "no_draft", "there is no draft: save one, or send a document to activate")));
        }
        return versionAsked(body)
                .map(number -> new Chosen(version(ref, number).document(), number))
                .orElseGet(() -> new Chosen(body, null));
    }

    /** The n of {@code {"version": n}}; nothing for a document, which the compiler judges, right or wrong. */
    private static Optional<Integer> versionAsked(String body) {
        try {
            JsonNode json = ApiJson.MAPPER.readTree(body);
            JsonNode number = json.path("version");
            return json.size() == 1 && number.isInt() ? Optional.of(number.intValue()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Version version(DatasetRef ref, int number) {
        return backend.history()
                .version(ref, number)
                .orElseThrow(() -> new RefusedException(Refusal.notFound("version", number)));
    }

    private DraftView view(Call call, DatasetRef ref, Draft draft) {
        List<ProblemView> problems = problems(ref, draft.document());
        return new DraftView(
                json(draft.document()),
                draft.savedAt(),
                problems.isEmpty(),
                problems,
                views(unknownTables(call, ref, draft.document())));
    }

    private static VersionView view(Version version, @Nullable Integer active) {
        return new VersionView(
                version.number(),
                active != null && active == version.number(),
                version.createdAt(),
                version.createdBy(),
                version.copyOf(),
                json(version.document()));
    }

    private List<ProblemView> problems(DatasetRef ref, String document) {
        return switch (ValidDocument.check(check, document, tables.of(ref.tenant()))) {
            case ValidDocument.Checked.Valid ignored -> List.of();
            case ValidDocument.Checked.Invalid invalid -> views(invalid.problems());
        };
    }

    /** Refuses a document, with all that is wrong with it. */
    static RefusedException refused(List<Problem> problems) {
        return RefusedException.of(
                "invalid_transformation",
                "the transformation is wrong in " + problems.size() + " places, first " + problems.getFirst(),
                problems);
    }

    private static List<ProblemView> views(List<Problem> problems) {
        return problems.stream().map(ProblemView::of).toList();
    }

    private static JsonNode json(String document) {
        try {
            return Json.mapper().readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document was stored that is not JSON", e);
        }
    }
}
