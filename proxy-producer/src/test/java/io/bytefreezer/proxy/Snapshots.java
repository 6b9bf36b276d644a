package io.bytefreezer.proxy;

import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.InputSpec;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.util.List;

/** Snapshots of a tenant {@code demo} with one good key. */
public final class Snapshots {

    public static final String KEY = "a-service-key-of-the-account";

    private Snapshots() {}

    public static Snapshot of(Dataset... datasets) {
        return new Snapshot(
                1,
                "account",
                List.of(new Snapshot.Tenant(new ResourceId("demo"), "Demo", true)),
                List.of(datasets),
                List.of(new KeyHash("key-1", KEY.substring(0, 8), KeyHash.sha256(KEY), "service")));
    }

    public static Dataset dataset(String id, InputSpec... inputs) {
        return new Dataset(new ResourceId("demo"), new ResourceId(id), true, 2, List.of(inputs), null, null, null);
    }

    public static Dataset paused(String id) {
        return new Dataset(new ResourceId("demo"), new ResourceId(id), false, 2, List.of(), null, null, null);
    }
}
