package io.bytefreezer.receiver;

import io.bytefreezer.receiver.plan.LandingPlan;
import io.bytefreezer.receiver.store.RawObjectStore;
import io.bytefreezer.receiver.store.RawObjectStoreException;
import io.bytefreezer.receiver.store.S3RawObjectStore;
import io.bytefreezer.schemas.registry.RegistrySchemaIds;
import io.bytefreezer.schemas.wire.EventCodec;
import io.bytefreezer.schemas.wire.SchemaRegistryException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * One task of {@link RawObjectSinkConnector}. Owned by the Connect thread that calls it.
 *
 * <p>When the store or the schema registry is away, the same batch is tried again after a pause; nothing more is read
 * meanwhile, so memory stays bounded, and the task's metric {@code problem} says why. Buffers of partitions that are taken
 * away are dropped, never published: they are read again from Kafka by whoever gets the partition.
 */
public final class RawObjectSinkTask extends SinkTask {

    private final InstantSource clock;
    private final Function<ReceiverConfig, RawObjectStore> stores;
    private final Backoff backoff = new Backoff();

    private LandingCounters counters = new LandingCounters();
    private @Nullable Landing landing;

    /** As Connect makes it. */
    public RawObjectSinkTask() {
        this(InstantSource.system(), config -> S3RawObjectStore.open(config.s3()));
    }

    RawObjectSinkTask(InstantSource clock, Function<ReceiverConfig, RawObjectStore> stores) {
        this.clock = clock;
        this.stores = stores;
    }

    @Override
    public void start(Map<String, String> props) {
        RawObjectSinkConnector.check(props);
        ReceiverConfig config = ReceiverConfig.of(props);
        EventCodec codec = new EventCodec(RegistrySchemaIds.configured(props));
        BufferFolder buffers = BufferFolder.create(config.bufferDir());
        counters = LandingCounters.registeredIn(context);
        LandingTools tools = new LandingTools(
                context,
                stores.apply(config),
                buffers,
                counters,
                clock,
                UUID.randomUUID().toString());
        landing = new Landing(new LandingPlan(config.limits()), new Intake(config.topics(), codec), tools);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        try {
            landing().put(records);
            backoff.reset();
            counters.well();
        } catch (RawObjectStoreException e) {
            throw failed(e, e.isRetriable());
        } catch (SchemaRegistryException e) {
            throw failed(e, e.isRetriable());
        } catch (BufferFailedException e) {
            throw failed(e, true);
        }
    }

    private ConnectException failed(RuntimeException cause, boolean retriable) {
        if (!retriable) {
            return new ConnectException(String.valueOf(cause.getMessage()), cause);
        }
        counters.failing(String.valueOf(cause.getMessage()));
        context.timeout(backoff.next().toMillis());
        return new RetriableException(String.valueOf(cause.getMessage()), cause);
    }

    /** Only what is in the store is committed. The commit is for people who watch the lag: a task asks the store. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        return landing().landed();
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        Optional.ofNullable(landing).ifPresent(there -> there.drop(partitions));
    }

    @Override
    public void stop() {
        Optional.ofNullable(landing).ifPresent(Landing::close);
        landing = null;
    }

    @Override
    public String version() {
        return Version.CURRENT;
    }

    private Landing landing() {
        if (landing == null) {
            throw new IllegalStateException("the task was not started");
        }
        return landing;
    }
}
