package io.bytefreezer.benchmarks.packing;

import io.bytefreezer.packer.PackerConfig;
import io.bytefreezer.packer.PackerService;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.log.Logging;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Main class of a packer that knows one dataset without asking a control plane. Ends with its standard input. */
public final class PackerProcess {

    private PackerProcess() {}

    /**
     * Runs it.
     *
     * @param args its configuration file, and tenant and dataset
     */
    public static void main(String[] args) throws IOException {
        Logging.configure(Logging.Format.PLAIN, "info", null);
        PackerConfig config = ConfigLoader.load(PackerConfig.class, Path.of(args[0]), Map.of());
        DatasetRef dataset = DatasetRef.of(args[1], args[2]);
        Snapshot snapshot = new Snapshot(
                1,
                "account",
                List.of(),
                List.of(new Dataset(dataset.tenant(), dataset.dataset(), true, 1, List.of(), null, null, null)),
                List.of());
        try (ServiceMetrics metrics = new ServiceMetrics("packer");
                PackerService packer =
                        PackerService.create(config, metrics, Clock.systemUTC(), FixedSnapshot.of(snapshot))) {
            packer.start();
            System.out.println("packs " + dataset);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
