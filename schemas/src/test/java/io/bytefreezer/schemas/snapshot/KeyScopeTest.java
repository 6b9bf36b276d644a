package io.bytefreezer.schemas.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.KeyScope.Grant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyScopeTest {

    private static final ResourceId ACME = new ResourceId("acme");
    private static final ResourceId WEB = new ResourceId("web");

    @Test
    void narrowsASnapshotToWhatItsGrantsName() {
        KeyScope scope = new KeyScope(List.of(Grant.of(ACME, WEB)));
        Snapshot seen =
                key(KeyHash.QUERY, scope).narrow(account(), KeyHash.QUERY).orElseThrow();
        assertThat(seen.refs()).containsExactly(DatasetRef.of("acme", "web"));
        assertThat(seen.tenants()).extracting(Snapshot.Tenant::id).containsExactly(ACME);
        assertThat(seen.keys()).isEmpty();
    }

    @Test
    void letsADatasetsOwnGrantGoBeforeItsTenants() {
        Grant own = new Grant(ACME, WEB, List.of(), List.of("ip"), null);
        KeyScope scope = new KeyScope(List.of(Grant.of(ACME, null), own));
        assertThat(scope.grant(DatasetRef.of("acme", "web"))).contains(own);
        assertThat(scope.grant(DatasetRef.of("acme", "audit"))).contains(Grant.of(ACME, null));
        assertThat(scope.grant(DatasetRef.of("demo", "web"))).isEmpty();
    }

    @Test
    void opensNothingForAnotherPurposeOrWithoutAScope() {
        KeyScope scope = new KeyScope(List.of(Grant.of(ACME, null)));
        assertThat(key(KeyHash.INGEST, scope).narrow(account(), KeyHash.QUERY)).isEmpty();
        assertThat(key("of tomorrow", scope).narrow(account(), KeyHash.QUERY)).isEmpty();
        assertThat(key(KeyHash.QUERY, null)
                        .narrow(account(), KeyHash.QUERY)
                        .orElseThrow()
                        .refs())
                .isEmpty();
        assertThat(key(KeyHash.SERVICE, null).narrow(account(), KeyHash.QUERY)).contains(account());
    }

    @Test
    void refusesARestrictionThatIsNotUnderstood() {
        assertThatThrownBy(() -> new ObjectMapper()
                        .readValue("{\"grants\":[{\"tenant\":\"acme\",\"until\":\"noon\"}]}", KeyScope.class))
                .isInstanceOf(UnrecognizedPropertyException.class);
    }

    private static KeyHash key(String type, @org.jspecify.annotations.Nullable KeyScope scope) {
        return new KeyHash("k", "bf_", "0".repeat(64), type, scope);
    }

    private static Snapshot account() {
        List<DatasetRef> refs =
                List.of(DatasetRef.of("acme", "web"), DatasetRef.of("acme", "audit"), DatasetRef.of("demo", "web"));
        return new Snapshot(
                1,
                "a",
                Stream.of("acme", "demo")
                        .map(id -> new Snapshot.Tenant(new ResourceId(id), id, true))
                        .toList(),
                refs.stream()
                        .map(ref -> new Dataset(ref.tenant(), ref.dataset(), true, 1, List.of(), null, null, null))
                        .toList(),
                List.of());
    }
}
