package io.bytefreezer.proxy.append;

import io.bytefreezer.proxy.sink.KafkaOutput;
import java.util.UUID;

/** Makes the appenders of sources, over the clients of one output. Safe for use by many threads. */
public final class KafkaAppenders {

    private final KafkaOutput output;
    private final SourceClients clients;

    /** Over an output, which stays the caller's. */
    public KafkaAppenders(KafkaOutput output) {
        this.output = output;
        this.clients = new SourceClients(output.clients(), output.admin());
    }

    /**
     * The appender of a source. There may be others of the same source, in any process: they refuse each other's open
     * transactions, and every event is still appended once.
     */
    public Appender of(UUID source) {
        return new KafkaAppender(group(source), clients, output.records(), output.ready());
    }

    /** The consumer group that holds a source's numbers, which is its transactional id too. */
    public String group(UUID source) {
        return output.records().topics().prefix() + "-spool-" + source;
    }
}
