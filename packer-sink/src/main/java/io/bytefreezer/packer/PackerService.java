package io.bytefreezer.packer;

import io.bytefreezer.packer.flush.TableFlusher;
import io.bytefreezer.runtime.control.ControlPlaneClient;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.Service;
import io.bytefreezer.runtime.service.ServiceMetrics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The packer. Processed events become rows of Iceberg tables, exactly once: where a table stands is written in its own
 * snapshots and nowhere else. {@link #health()} may be called by any thread, the rest by one.
 */
public final class PackerService implements Service {

    private final PackerConfig config;
    private final SnapshotSource snapshots;
    private final @Nullable ControlPlaneClient ownClient;
    private final RunningPacker.Surroundings surroundings;
    private volatile @Nullable RunningPacker running;

    private PackerService(
            PackerConfig config,
            SnapshotSource snapshots,
            @Nullable ControlPlaneClient ownClient,
            RunningPacker.Surroundings surroundings) {
        this.config = config;
        this.snapshots = snapshots;
        this.ownClient = ownClient;
        this.surroundings = surroundings;
    }

    /** A packer that follows the control plane of its configuration. */
    public static PackerService create(PackerConfig config, ServiceMetrics metrics, Clock clock) {
        Path cache = config.control().cacheFile(config.dataDirOrDefault());
        ControlPlaneClient client = new ControlPlaneClient(config.control(), cache, clock);
        return new PackerService(
                config, client, client, surroundings(metrics, clock, client, UnaryOperator.identity()));
    }

    /** A packer that follows the given snapshots, which stay the caller's. */
    public static PackerService create(
            PackerConfig config, ServiceMetrics metrics, Clock clock, SnapshotSource snapshots) {
        return create(config, metrics, clock, snapshots, UnaryOperator.identity());
    }

    /** The same, with other tools in place of the lake's: tests break them. */
    static PackerService create(
            PackerConfig config,
            ServiceMetrics metrics,
            Clock clock,
            SnapshotSource snapshots,
            UnaryOperator<TableFlusher.Tools> lake) {
        return new PackerService(config, snapshots, null, surroundings(metrics, clock, snapshots, lake));
    }

    private static RunningPacker.Surroundings surroundings(
            ServiceMetrics metrics, Clock clock, SnapshotSource snapshots, UnaryOperator<TableFlusher.Tools> lake) {
        return new RunningPacker.Surroundings(metrics, clock, snapshots, lake);
    }

    @Override
    public String name() {
        return "packer";
    }

    @Override
    public void start() {
        if (ownClient != null) {
            ownClient.start();
        }
        running = RunningPacker.start(config, surroundings);
    }

    @Override
    public Health health() {
        RunningPacker packer = running;
        if (packer == null) {
            return Health.down("not started");
        }
        Health snapshot = snapshots.current().isPresent()
                ? Health.up()
                : Health.degraded("no snapshot from the control plane yet: nothing is packed");
        return Health.worst(packer.health(), snapshots.status().health(), snapshot);
    }

    @Override
    public void close() {
        RunningPacker packer = running;
        running = null;
        if (packer != null) {
            packer.close();
        }
        if (ownClient != null) {
            ownClient.close();
        }
    }
}
