package io.bytefreezer.runtime;

import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.util.List;

/** Snapshots for tests. */
public final class Snapshots {

    private Snapshots() {}

    public static Snapshot revision(long revision, KeyHash... keys) {
        ResourceId tenant = new ResourceId("demo");
        return new Snapshot(
                revision,
                "default",
                List.of(new Snapshot.Tenant(tenant, "Demo", true)),
                List.of(new Dataset(tenant, new ResourceId("web"), true, 2, List.of(), null, null, null)),
                List.of(keys));
    }

    public static KeyHash key(String id, String clear) {
        return new KeyHash(id, clear.substring(0, 8), KeyHash.sha256(clear), "service");
    }
}
