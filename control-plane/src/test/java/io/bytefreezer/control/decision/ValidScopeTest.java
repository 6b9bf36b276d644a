package io.bytefreezer.control.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.control.decision.Command.CreateKey;
import io.bytefreezer.control.state.State;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.KeyLimits;
import io.bytefreezer.schemas.snapshot.KeyScope;
import io.bytefreezer.schemas.snapshot.KeyScope.Grant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidScopeTest {

    private static final ResourceId ACME = new ResourceId("acme");

    @Test
    void refusesLimitsThatLeaveNoRoomOrAreOfAKeyThatDoesNotQuery() {
        assertThat(problem(KeyHash.QUERY, new KeyLimits(0, null, null, null, null)))
                .contains("/scope/limits");
        assertThat(problem(KeyHash.QUERY, new KeyLimits(null, null, null, -1L, null)))
                .contains("/scope/limits");
        assertThat(problem(KeyHash.INGEST, new KeyLimits(1, null, null, null, null)))
                .contains("/scope/limits");
        // Here nothing is wrong but the tenant, which is not there.
        assertThat(problem(KeyHash.QUERY, new KeyLimits(1, 2L, 3L, 4L, 5L))).contains("/scope/grants/0/tenant");
    }

    private static String problem(String type, KeyLimits limits) {
        KeyScope scope = new KeyScope(List.of(Grant.of(ACME, null)), limits);
        KeyHash key = new KeyHash("k", "bf_", "0".repeat(64), type, scope);
        return ValidScope.problem(State.EMPTY, new CreateKey(ACME, "key", key))
                .orElseThrow()
                .toString();
    }
}
