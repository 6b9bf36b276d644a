package io.bytefreezer.provenance.audit;

import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.piper.lookup.NamedSecrets;
import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.provenance.control.RuleHistory;
import io.bytefreezer.provenance.origin.RawObjects;
import io.bytefreezer.runtime.kafka.EventCodecs;
import io.bytefreezer.runtime.kafka.KafkaClients;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.wire.EventCodec;
import org.apache.kafka.clients.admin.Admin;

/**
 * Everything an audit reads from, open until closed.
 *
 * @param topics names of topics
 * @param application id of the piper's Streams application, which is its consumer group
 * @param codec reads events
 * @param clients settings of Kafka clients
 * @param admin asks the brokers
 * @param objects the raw objects
 * @param lake the lake
 * @param rules the rules over time
 */
public record Sources(
        Topics topics,
        String application,
        EventCodec codec,
        KafkaClients clients,
        Admin admin,
        RawObjects objects,
        LakeCatalog lake,
        RuleHistory rules)
        implements AutoCloseable {

    /**
     * Opens all of them.
     *
     * @throws io.bytefreezer.lake.LakeException when the catalog does not answer, or settings are wrong
     * @throws IllegalArgumentException when something needed is missing
     */
    public static Sources open(ProvenanceConfig config) {
        KafkaClients clients = new KafkaClients(config.kafka(), "bytefreezer-audit");
        LakeCatalog lake = LakeCatalog.open(config.lake());
        return new Sources(
                config.topics().topics(),
                config.streams().applicationId(),
                EventCodecs.of(config.schemaRegistry()),
                clients,
                Admin.create(clients.admin()),
                RawObjects.open(config.storage()),
                lake,
                new RuleHistory(config.control(), config.lookups(), new NamedSecrets(config.secrets())));
    }

    @Override
    public void close() {
        rules.close();
        objects.close();
        admin.close();
        lake.close();
    }
}
