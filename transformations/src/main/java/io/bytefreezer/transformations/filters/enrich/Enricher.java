package io.bytefreezer.transformations.filters.enrich;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.value.JsonCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Adds the row of a table.
 *
 * @param table the table; nothing when the document names none
 * @param tenant whose table it is; nothing for that of the event's tenant
 * @param sourceField what the row is found by, for each of the table's index columns
 * @param targetField where the row goes, as an object
 */
public record Enricher(
        Optional<Named> table, Optional<String> tenant, List<FieldPath> sourceField, FieldPath targetField)
        implements Filter {

    /**
     * A table as a document names it.
     *
     * @param table its name, with {@code @} and a version or without
     * @param option the option that names it
     */
    public record Named(String table, String option) {}

    private static final Option<String> ENRICHER_ID = Option.text(
            "enricher_id", "The table: its name for the newest version, name@version for one that stays the same.");
    private static final Option<String> ENRICHMENT = Option.text("enrichment", "Another word for enricher_id.");
    private static final Option<String> ENRICHER_NAME =
            Option.text("enricher_name", "The table, where enricher_id does not name it; else a remark.");
    private static final Option<String> TENANT_ID = Option.text(
            "tenant_id", "Tenant whose table it is; no other than the event's own, which it is without this option.");
    private static final Option<List<FieldPath>> SOURCE_FIELD = Option.paths(
                    "source_field",
                    "What the row is found by: a field, or as many as the table has index columns, in their order.")
            .required();
    private static final Option<FieldPath> TARGET_FIELD = Option.path(
                    "target_field", "Field to write: the row, as an object of texts by column.")
            .required();
    private static final Option<Integer> CACHE_TTL = Option.integer(
                    "cache_ttl",
                    0,
                    Integer.MAX_VALUE,
                    "Accepted for older documents, and without effect: tables are in memory.")
            .defaultsTo(300L);

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "enricher",
            "Adds the row of a table (CSV) that a field's value finds. A value that finds none is no error: nothing is added."
                    + " Tables are flat, so they cannot refer to each other in a circle.",
            List.of(ENRICHER_ID, ENRICHMENT, ENRICHER_NAME, TENANT_ID, SOURCE_FIELD, TARGET_FIELD, CACHE_TTL),
            Enricher::bind,
            List.of(
                    Example.becomes("By one field", """
                            {"enricher_name": "hosts", "source_field": "host", "target_field": "asset"}""", """
                            {"host": "web-1"}""", """
                            {"host": "web-1", "asset": {"host": "web-1", "owner": "platform", "tier": "1"}}"""),
                    Example.becomes("By two, of one version of the table", """
                            {"enricher_id": "ports@2", "source_field": ["proto", "port"], "target_field": "service"}""", """
                            {"proto": "tcp", "port": 443}""", """
                            {"proto": "tcp", "port": 443, "service": {"proto": "tcp", "port": "443", "name": "https"}}"""),
                    Example.becomes("A value that is not in the table", """
                            {"enrichment": "hosts", "source_field": "host", "target_field": "asset"}""", """
                            {"host": "web-9"}""", """
                            {"host": "web-9"}"""),
                    Example.rejected("Another tenant's table", """
                            {"enricher_id": "hosts", "tenant_id": "other", "source_field": "host", "target_field": "asset"}""", """
                            {"host": "web-1"}""", ErrorCode.LOOKUP_UNAVAILABLE)));

    /** Copies the list. */
    public Enricher {
        sourceField = List.copyOf(sourceField);
    }

    private static Enricher bind(Options options) {
        return new Enricher(
                Stream.of(ENRICHER_ID, ENRICHMENT, ENRICHER_NAME)
                        .flatMap(option -> options.find(option).stream().map(name -> new Named(name, option.name())))
                        .findFirst(),
                options.find(TENANT_ID),
                options.get(SOURCE_FIELD),
                options.get(TARGET_FIELD));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        if (table.isEmpty()) {
            scope.config().report("name the table: give 'enricher_id', 'enrichment' or 'enricher_name'");
        }
        TableKey key = TableKey.of(sourceField, scope.config().at("source_field"));
        Lookups.Table rows =
                table.map(named -> scope.table(named.table(), named.option())).orElseGet(() -> Lookups.NONE.table(""));
        return event -> apply(event, rows, key);
    }

    private Verdict apply(Event event, Lookups.Table rows, TableKey key) {
        String own = event.context().tenant();
        if (tenant.isPresent() && !tenant.get().equals(own)) {
            return new Verdict.Reject(
                    ErrorCode.LOOKUP_UNAVAILABLE,
                    "tenant_id is '" + tenant.get() + "', and this is an event of '" + own
                            + "': only a tenant's own tables can be used");
        }
        List<String> values = new ArrayList<>(sourceField.size());
        Verdict unable = key.read(event, values);
        if (unable != null) {
            return unable;
        }
        return switch (rows.find(own, values)) {
            case Answer.Found found -> Sources.set(event, targetField, JsonCopy.of(found.values()));
            case Answer.NotFound none -> Verdict.PASS;
            case Answer.Pending pending -> Verdict.PASS;
            case Answer.Unavailable unavailable -> Sources.unavailable(unavailable);
        };
    }
}
