package io.bytefreezer.benchmarks.packing;

import io.bytefreezer.lake.CatalogSettings;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.catalog.LakeCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Configuration of both: all is the default but for where things are, and for what makes both commit equally often.
 *
 * @param directory where the files go
 * @param store where things are
 * @param commitSeconds how long rows wait for a commit at most
 */
record ContenderFiles(Path directory, Store store, int commitSeconds) {

    /** The packer's file. */
    Path packer() {
        return write("packer.yaml", """
                data_dir: '%s'
                kafka:
                  bootstrap_servers: %s
                storage:
                  type: s3
                  endpoint: %s
                  bucket: %s
                  access_key: %s
                  secret_key: %s
                  region: %s
                flush:
                  age: %ds
                """.formatted(
                        // The catalog lies beside it unless another is named.
                        store.catalog().resolveSibling("packer"),
                        store.bootstrapServers(),
                        store.s3(),
                        store.settings().bucket(),
                        store.settings().accessKey(),
                        store.settings().secretKey(),
                        Store.REGION,
                        commitSeconds));
    }

    /**
     * The file of the Connect worker. A sink whose topic is at its end is called once in {@code offset.flush.interval.ms}, and only then
     * hears of a commit: with the default of 60 s the last rows of a round would wait for minutes.
     */
    Path worker() {
        return write(
                "worker.properties", """
                bootstrap.servers=%s
                listeners=http://127.0.0.1:0
                key.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                value.converter=org.apache.kafka.connect.json.JsonConverter
                value.converter.schemas.enable=false
                offset.storage.file.filename=%s
                offset.flush.interval.ms=1000
                plugin.discovery=service_load
                """.formatted(store.bootstrapServers(), directory.resolve("connect.offsets")));
    }

    /** The file of the sink. */
    Path sink(String topic, TableId table) {
        CatalogSettings.Jdbc catalog = new CatalogSettings.Embedded(store.catalog()).jdbc();
        return write("sink.properties", """
                name=iceberg-sink
                connector.class=org.apache.iceberg.connect.IcebergSinkConnector
                tasks.max=1
                topics=%s
                consumer.override.auto.offset.reset=earliest
                consumer.override.isolation.level=read_committed
                iceberg.tables=%s.%s
                iceberg.control.topic=%s
                iceberg.control.commit.interval-ms=%d
                iceberg.kafka.bootstrap.servers=%s
                iceberg.catalog=%s
                iceberg.catalog.catalog-impl=org.apache.iceberg.jdbc.JdbcCatalog
                iceberg.catalog.uri=%s
                iceberg.catalog.jdbc.user=%s
                iceberg.catalog.jdbc.schema-version=V1
                iceberg.catalog.warehouse=%s
                iceberg.catalog.io-impl=org.apache.iceberg.aws.s3.S3FileIO
                iceberg.catalog.s3.client-factory-impl=org.apache.iceberg.aws.s3.DefaultS3FileIOAwsClientFactory
                iceberg.catalog.s3.endpoint=%s
                iceberg.catalog.s3.path-style-access=true
                iceberg.catalog.s3.access-key-id=%s
                iceberg.catalog.s3.secret-access-key=%s
                iceberg.catalog.client.region=%s
                """.formatted(
                        topic,
                        table.tenant(),
                        table.dataset(),
                        CONTROL_TOPIC,
                        commitSeconds * 1_000,
                        store.bootstrapServers(),
                        LakeCatalog.CATALOG_NAME,
                        catalog.url(),
                        catalog.user(),
                        store.lake().warehouse(),
                        store.s3(),
                        store.settings().accessKey(),
                        store.settings().secretKey(),
                        Store.REGION));
    }

    /** By which the sink's tasks and its coordinator talk. */
    static final String CONTROL_TOPIC = "control-iceberg";

    private Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }
}
