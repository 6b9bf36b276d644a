package io.bytefreezer.system;

import io.bytefreezer.receiver.object.RawObjectReader;
import io.bytefreezer.schemas.event.RawEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The raw objects of the demo's bucket. */
final class RawObjects implements AutoCloseable {

    private static final String BUCKET = "bytefreezer-demo";

    private final S3Client s3;

    RawObjects(int port) {
        s3 = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("demo", "demo-secret-key")))
                .build();
    }

    /** All landed events of a dataset, by {@code partition@offset}; fails when an offset was landed twice. */
    Map<String, RawEvent> events(String tenant, String dataset) {
        Map<String, RawEvent> events = new TreeMap<>();
        s3
                .listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix("raw/" + tenant + "/" + dataset + "/"))
                .contents()
                .stream()
                .map(S3Object::key)
                // While the embedded store writes an object, it lists it under a name of its own.
                .filter(key -> key.endsWith(".avro"))
                .forEach(key -> read(key, events));
        return events;
    }

    @Override
    public void close() {
        s3.close();
    }

    private void read(String key, Map<String, RawEvent> events) {
        String partition = key.substring(key.indexOf('+') + 1, key.lastIndexOf('+'));
        byte[] bytes = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
        try (RawObjectReader reader = new RawObjectReader(new ByteArrayInputStream(bytes))) {
            reader.forEachRemaining(record -> {
                if (events.put(partition + "@" + record.offset(), record.event()) != null) {
                    throw new AssertionError("landed twice: " + partition + "@" + record.offset());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(key, e);
        }
    }
}
