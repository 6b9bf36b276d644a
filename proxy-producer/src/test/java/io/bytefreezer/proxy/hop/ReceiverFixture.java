package io.bytefreezer.proxy.hop;

import io.bytefreezer.proxy.append.KafkaAppenders;
import io.bytefreezer.proxy.append.SourceAppenders;
import io.bytefreezer.proxy.config.ProxyLimits;
import io.bytefreezer.proxy.count.ProxyMetrics;
import io.bytefreezer.proxy.event.Stamp;
import io.bytefreezer.proxy.http.EventsRoutes;
import io.bytefreezer.proxy.sink.InFlightBytes;
import io.bytefreezer.proxy.sink.Intake;
import io.bytefreezer.proxy.sink.KafkaOutput;
import io.bytefreezer.proxy.sink.Room;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import io.bytefreezer.runtime.control.FixedSnapshot;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.Service;
import io.bytefreezer.runtime.service.ServiceHost;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Random;

/** The part of a receiver that takes events of other proxies. */
final class ReceiverFixture implements AutoCloseable {

    private final ServiceMetrics metrics = new ServiceMetrics("receiver");
    private final KafkaOutput output;
    private final SourceAppenders sources;
    private final ServiceHost host;

    private ReceiverFixture(String bootstrapServers, Snapshot snapshot) {
        FixedSnapshot snapshots = FixedSnapshot.of(snapshot);
        output = KafkaOutput.open(
                new KafkaOutput.Target(
                        KafkaConfig.of(bootstrapServers),
                        new SchemaRegistryConfig(null, Map.of()),
                        TopicsConfig.DEFAULT),
                "receiver",
                snapshots,
                metrics);
        sources = new SourceAppenders(new KafkaAppenders(output)::of);
        Intake intake = Intake.answering(
                new Intake.Parts(
                        new Stamp(Clock.systemUTC(), new Random()),
                        new ProxyMetrics(metrics),
                        new InFlightBytes(ProxyLimits.DEFAULT.inFlightMax().bytes())),
                output.sink(),
                Room.UNBOUNDED);
        EventsRoutes routes = new EventsRoutes(
                snapshots, intake, new EventsRoutes.Targets(output.sink(), () -> sources), ProxyLimits.DEFAULT);
        host = ServiceHost.start(
                new Routes(routes),
                new ServerConfig("127.0.0.1", 0, null, DataSize.ofMebibytes(32), DataSize.ofKibibytes(16)),
                metrics);
    }

    static ReceiverFixture start(String bootstrapServers, Snapshot snapshot) {
        return new ReceiverFixture(bootstrapServers, snapshot);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + host.port());
    }

    @Override
    public void close() {
        host.close();
        sources.close();
        output.close();
        metrics.close();
    }

    /** A service of these routes alone. */
    private record Routes(EventsRoutes events) implements Service {

        @Override
        public String name() {
            return "receiver";
        }

        @Override
        public void start() {
            // Everything is open already.
        }

        @Override
        public Health health() {
            return Health.up();
        }

        @Override
        public void routes(HttpRouting.Builder routing) {
            events.register(routing);
        }

        @Override
        public void close() {
            // The fixture closes what it opened.
        }
    }
}
