package io.bytefreezer.benchmarks.endtoend;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.benchmarks.stack.Api;
import io.bytefreezer.benchmarks.stack.Stack;
import io.bytefreezer.schemas.name.DatasetRef;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a run asks the services over HTTP. Blocks; safe for use by several threads.
 *
 * @param stack the running system
 * @param api the client
 */
public record Pipeline(Stack stack, Api api) {

    /** The tenant of every dataset. */
    public static final String TENANT = "bench";

    private static final Set<Integer> NOT_YET = Set.of(404, 503);
    private static final String DATASETS = "/api/v1/tenants/" + TENANT + "/datasets";

    /** Makes the tenant. */
    public void createTenant() {
        String tenant = JsonNodeFactory.instance
                .objectNode()
                .put("id", TENANT)
                .put("name", "Benchmark")
                .toString();
        done(api.post(control("/api/v1/tenants"), tenant));
    }

    /** Makes a dataset, with its transformation. */
    public DatasetRef createDataset(String id, int partitions, Optional<String> transformation) {
        String dataset = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("partitions", partitions)
                .toString();
        done(api.post(control(DATASETS), dataset));
        transformation.ifPresent(
                document -> done(api.post(control(DATASETS + "/" + id + "/transformations/activate"), document)));
        return DatasetRef.of(TENANT, id);
    }

    /** Where events of the dataset are posted to. */
    public URI webhook(DatasetRef dataset) {
        return stack.address("proxy").resolve("/webhook/" + dataset.tenant() + "/" + dataset.dataset());
    }

    /** Whether the proxy takes an event: it hears of the dataset, and makes its topics, a moment after the control plane. */
    public boolean takes(DatasetRef dataset, String event) {
        Api.Answer answer = api.post(webhook(dataset), event);
        if (!answer.isOk() && !NOT_YET.contains(answer.status())) {
            throw new BenchmarkException("the proxy answers " + answer, null);
        }
        return answer.isOk();
    }

    /** The sum of a service's counter over all its labels. */
    public long counter(String service, String name) {
        return MetricsPage.sum(
                done(api.get(stack.address(service).resolve("/metrics"))).body(), name);
    }

    /** The only value of a query; nothing as long as the table or the column is not there. */
    public OptionalLong number(String sql) {
        Api.Answer answer = api.sql(stack.address("query"), TENANT, sql);
        return answer.isOk() ? OptionalLong.of(Api.tree(answer).at("/rows/0/0").asLong()) : OptionalLong.empty();
    }

    private URI control(String path) {
        return stack.address("control").resolve(path);
    }

    private static Api.Answer done(Api.Answer answer) {
        if (!answer.isOk()) {
            throw new BenchmarkException("refused: " + answer, null);
        }
        return answer;
    }
}
