package io.bytefreezer.query.export.destination;

import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.config.TypeName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where an export sends its rows. */
public sealed interface TargetConfig {

    /** The target, ready to send; it asks nobody anything yet. */
    Target open();

    /** How rows stand in the body of a webhook's request. */
    enum BodyFormat {
        /** An object a line. */
        NDJSON,
        /** One array. */
        JSON
    }

    /** What Elasticsearch does with a row whose id it has. */
    enum BulkOperation {
        /** Replaces it. */
        INDEX,
        /** Keeps it as it is; data streams take only this. */
        CREATE
    }

    /**
     * HTTP POST.
     *
     * @param url where to
     * @param headers of each request
     * @param format of the body
     * @param timeout for an answer
     */
    @TypeName("webhook")
    @Doc("Posts batches of rows to a URL.")
    record Webhook(
            @Doc("Where to post.") URI url,

            @Doc("Headers of each request, e.g. `Authorization`.")
            Map<String, Secret> headers,

            @Doc("`ndjson` for an object a line, `json` for an array.") @Default("ndjson")
            BodyFormat format,

            @Doc("How long to wait for an answer.") @Default("30s")
            Duration timeout)
            implements TargetConfig {

        /** Checks the address. */
        public Webhook {
            HttpPost.check(url);
        }

        @Override
        public Target open() {
            return new WebhookTarget(this);
        }
    }

    /**
     * Elasticsearch or OpenSearch.
     *
     * @param url the cluster
     * @param index index, alias or data stream
     * @param operation what is done with a row whose id is there
     * @param apiKey API key, or null
     * @param user for basic authentication, or null
     * @param password for basic authentication, or null
     * @param timeout for an answer
     */
    @TypeName("elasticsearch")
    @Doc(
            "Elasticsearch or OpenSearch, by `_bulk`. A row's `_id` is its `id_column`, so one that is sent again does not double.")
    record Elasticsearch(
            @Doc("The cluster, e.g. `https://search.example.com:9200`.")
            URI url,

            @Doc("Index, alias or data stream.") String index,

            @Doc("`index` replaces a row that is there, `create` keeps it; data streams take only `create`.")
            @Default("index")
            BulkOperation operation,

            @Doc("API key, as the cluster gives it in `encoded`.") @Nullable Secret apiKey,

            @Doc("User for basic authentication.") @Nullable String user,
            @Doc("Their password.") @Nullable Secret password,

            @Doc("How long to wait for an answer.") @Default("30s")
            Duration timeout)
            implements TargetConfig {

        /** Checks address and credentials. */
        public Elasticsearch {
            HttpPost.check(url);
            if (index.isBlank()) {
                throw new IllegalArgumentException("index must not be empty");
            }
            if ((user == null) != (password == null) || (user != null && apiKey != null)) {
                throw new IllegalArgumentException("give api_key, or user and password, or none of them");
            }
        }

        @Override
        public Target open() {
            return new BulkTarget(this);
        }
    }

    /**
     * Splunk's HTTP Event Collector.
     *
     * @param url the collector
     * @param token its token
     * @param index index, or null for the token's
     * @param source source, or null for the token's
     * @param sourcetype source type, or null for the token's
     * @param host host, or null for the token's
     * @param timeout for an answer
     */
    @TypeName("splunk")
    @Doc(
            "Splunk's HTTP Event Collector. Splunk does not recognise rows that are sent again: the field `event_id` tells them.")
    record Splunk(
            @Doc("The collector, e.g. `https://splunk.example.com:8088`.")
            URI url,

            @Doc("Its token.") Secret token,

            @Doc("Index; the token's unless given.") @Nullable String index,

            @Doc("Source; the token's unless given.") @Nullable String source,

            @Doc("Source type; the token's unless given.") @Nullable String sourcetype,

            @Doc("Host; the token's unless given.") @Nullable String host,

            @Doc("How long to wait for an answer.") @Default("30s")
            Duration timeout)
            implements TargetConfig {

        /** Checks the address. */
        public Splunk {
            HttpPost.check(url);
        }

        @Override
        public Target open() {
            return new HecTarget(this);
        }
    }

    /**
     * A Kafka topic.
     *
     * @param cluster the cluster
     * @param topic the topic
     */
    @TypeName("kafka")
    @Doc("A Kafka topic: the row as the value, its id as the key.")
    record Kafka(
            @Doc("The cluster.") @Default("{}") KafkaConfig cluster,

            @Doc("The topic; it must be there.") String topic) implements TargetConfig {

        @Override
        public Target open() {
            return new KafkaTarget(this);
        }
    }

    /**
     * Files.
     *
     * @param dir where
     * @param size a larger file is ended, and another one begun
     */
    @TypeName("files")
    @Doc("Files of NDJSON, one or more for each step, which appear when the step is complete.")
    record Files(
            @Doc("The directory; made if it is not there.") Path dir,

            @Doc("A file that is larger is ended, and another one begun.") @Default("256MiB")
            DataSize size)
            implements TargetConfig {

        @Override
        public Target open() {
            return new FilesTarget(this);
        }
    }
}
