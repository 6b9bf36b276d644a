package io.bytefreezer.proxy.spool;

import io.bytefreezer.proxy.Snapshots;
import io.bytefreezer.proxy.append.KafkaDestination;
import io.bytefreezer.proxy.config.SpoolConfig;
import io.bytefreezer.proxy.count.ProxyMetrics;
import io.bytefreezer.proxy.sink.KafkaOutput;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.service.ServiceMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that puts numbered events through a spool to Kafka until it is killed, and says up to which number they are
 * kept. Arguments: directory, bootstrap servers, first number, how many to put (then it empties the spool and ends).
 */
final class SpoolChild {

    static final int BATCH = 50;

    private SpoolChild() {}

    public static void main(String[] arguments) {
        int number = Integer.parseInt(arguments[2]);
        int end = number + Integer.parseInt(arguments[3]);
        ServiceMetrics metrics = new ServiceMetrics("proxy");
        try (KafkaDestination destination = new KafkaDestination(output(arguments[1], metrics))) {
            Spool spool = Spool.open(
                    new SpoolConfig(null, DataSize.ofMebibytes(64), new DataSize(0)),
                    Path.of(arguments[0]),
                    destination::appender,
                    new ProxyMetrics(metrics));
            spool.show(new ProxyMetrics(metrics), java.time.Clock.systemUTC());
            while (number < end) {
                spool.accept(
                                SpoolFixture.DATASET,
                                Arrays.stream(SpoolFixture.numbered(number, number + BATCH))
                                        .map(SpoolFixture::event)
                                        .toList())
                        .join();
                number += BATCH;
                System.out.println("kept " + number);
                LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
            }
            while (metrics.registry()
                            .get("bytefreezer.proxy.spool_bytes")
                            .gauge()
                            .value()
                    > 0) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            spool.close(Duration.ofSeconds(2));
        }
    }

    private static KafkaOutput output(String bootstrapServers, ServiceMetrics metrics) {
        return KafkaOutput.open(
                new KafkaOutput.Target(
                        KafkaConfig.of(bootstrapServers),
                        new SchemaRegistryConfig(null, Map.of()),
                        TopicsConfig.DEFAULT),
                "child",
                FixedSnapshot.of(Snapshots.of(
                        Snapshots.dataset(SpoolFixture.DATASET.dataset().value()))),
                metrics);
    }

    static List<String> command(Path directory, String bootstrapServers, int first, int count) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                "-cp",
                System.getProperty("java.class.path"),
                SpoolChild.class.getName(),
                directory.toString(),
                bootstrapServers,
                Integer.toString(first),
                Integer.toString(count));
    }
}
