package io.bytefreezer.piper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.piper.lookup.FollowedTables;
import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.LookupTable;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.schemas.snapshot.Transformation;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.lookup.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanBookTest {

    private static final DatasetRef WEB = DatasetRef.of("demo", "web");

    private final Set<DatasetRef> withoutTopics = new HashSet<>();
    private final Set<TableName> late = new HashSet<>();
    private final Map<String, Set<TableName>> named = new HashMap<>();
    private final FollowedTables tables = new FollowedTables() {
        @Override
        public boolean follow(List<LookupTable> told, Map<String, Set<TableName>> names) {
            named.clear();
            named.putAll(names);
            return late.isEmpty();
        }

        @Override
        public boolean isAwaited(String tenant, TableName name) {
            return tenant.equals("demo") && late.contains(name);
        }
    };
    private final PlanBook book = new PlanBook(
            new TransformationCompiler(Limits.DEFAULT),
            dataset -> {
                if (withoutTopics.contains(dataset.ref())) {
                    throw new IllegalStateException("no broker");
                }
            },
            tables);

    @Test
    void aDatasetWaitsUntilASnapshotNamesIt() {
        assertThat(book.current().of(WEB)).isNull();
        book.follow(snapshot());
        assertThat(book.current().of(WEB)).isNull();
        book.follow(snapshot(web(null)));
        assertThat(book.current().of(WEB)).isEqualTo(DatasetPlan.PASSTHROUGH);
    }

    @Test
    void aDatasetWaitsUntilItsTopicsAreThere() {
        withoutTopics.add(WEB);
        assertThat(book.follow(snapshot(web(null)))).isFalse();
        assertThat(book.current().of(WEB)).isNull();

        withoutTopics.clear();
        assertThat(book.follow(snapshot(web(null)))).isTrue();
        assertThat(book.current().of(WEB)).isNotNull();
    }

    @Test
    void aDatasetWaitsAgainWhenItsTopicsAreGoneAndCannotBeMade() {
        book.follow(snapshot(web(null)));
        withoutTopics.add(WEB);
        book.doubtTopics();
        assertThat(book.follow(snapshot(web(null)))).isFalse();
        assertThat(book.current().of(WEB)).isNull();
    }

    @Test
    void aDatasetWaitsForTheTablesThatItsTransformationNamesAndForNoOther() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode filter = document.putArray("filters").addObject();
        filter.put("type", "enricher");
        filter.putObject("config")
                .put("enricher_id", "hosts@3")
                .put("source_field", "host")
                .put("target_field", "asset");
        Snapshot snapshot = snapshot(web(new Transformation(1, document)));
        late.add(new TableName("hosts", 3));
        assertThat(book.follow(snapshot)).isFalse();
        assertThat(named).containsEntry("demo", Set.of(new TableName("hosts", 3)));
        assertThat(book.current().of(WEB)).isNull();

        late.clear();
        late.add(new TableName("hosts", 4));
        assertThat(book.follow(snapshot)).isFalse();
        assertThat(book.current().of(WEB)).isNotNull();

        late.clear();
        assertThat(book.follow(snapshot)).isTrue();
    }

    @Test
    void anUnchangedTransformationIsNotCompiledAgain() {
        book.follow(snapshot(web(addField(1, "add_field"))));
        DatasetPlan first = book.current().of(WEB);
        book.follow(snapshot(web(addField(1, "add_field"))));
        assertThat(book.current().of(WEB)).isSameAs(first);
        book.follow(snapshot(web(addField(2, "add_field"))));
        assertThat(book.current().of(WEB).version()).isEqualTo(2);
    }

    @Test
    void aDocumentThatDoesNotCompileLeavesTheVersionBeforeItInForce() {
        book.follow(snapshot(web(addField(1, "add_field"))));
        book.follow(snapshot(web(addField(2, "add_feild"))));
        assertThat(book.current().of(WEB).version()).isEqualTo(1);
        assertThat(book.current().problems())
                .singleElement()
                .asString()
                .contains("version 2", "demo/web", "version 1 goes on");
    }

    @Test
    void aFirstDocumentThatDoesNotCompileMakesTheDatasetWait() {
        book.follow(snapshot(web(addField(1, "add_feild"))));
        assertThat(book.current().of(WEB)).isNull();
        assertThat(book.current().problems()).singleElement().asString().contains("the dataset waits");
    }

    private static Snapshot snapshot(Dataset... datasets) {
        return new Snapshot(1, "acme", List.of(), List.of(datasets), List.of());
    }

    private static Dataset web(Transformation transformation) {
        return new Dataset(
                new ResourceId("demo"), new ResourceId("web"), true, 1, List.of(), transformation, null, null);
    }

    private static Transformation addField(int version, String type) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("parse", "json");
        ObjectNode filter = document.putArray("filters").addObject();
        filter.put("type", type);
        filter.putObject("config").put("field", "team").put("value", "a");
        return new Transformation(version, document);
    }
}
