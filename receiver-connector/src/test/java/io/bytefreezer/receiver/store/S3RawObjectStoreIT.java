package io.bytefreezer.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.receiver.layout.RawObjectKey;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3RawObjectStoreIT extends RawObjectStoreContract {

    /** More than one page of a listing. */
    private static final int MANY = 1_100;

    private static S3Fixture s3;
    private static RawObjectStore store;

    @BeforeAll
    static void startStore() {
        s3 = S3Fixture.start();
        store = S3RawObjectStore.open(settings(s3.endpoint(), s3.bucket(), s3.secretKey()));
    }

    @AfterAll
    static void stopStore() {
        store.close();
        s3.close();
    }

    @Override
    protected RawObjectStore store() {
        return store;
    }

    @Test
    void listsMoreThanAPage() {
        try (S3Client client = s3.client()) {
            LongStream.range(0, MANY)
                    .parallel()
                    .forEach(offset -> client.putObject(
                            put -> put.bucket(s3.bucket())
                                    .key(key("many", NOON, offset).path()),
                            RequestBody.empty()));
            client.putObject(put -> put.bucket(s3.bucket()).key("raw/contract/many/readme.txt"), RequestBody.empty());
        }

        assertThat(list("many", NOON)).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void refusesAnObjectWithoutItsMetadata() {
        RawObjectKey key = key("bare", NOON, 0);
        try (S3Client client = s3.client()) {
            client.putObject(put -> put.bucket(s3.bucket()).key(key.path()), RequestBody.empty());
        }

        assertThatThrownBy(() -> store.find(key))
                .hasMessageContaining(key.path())
                .hasMessageContaining("lacks the metadata")
                .isInstanceOfSatisfying(
                        RawObjectStoreException.class,
                        e -> assertThat(e.isRetriable()).isFalse());
    }

    @Test
    void doesNotTryAgainWhatTheStoreRefuses() throws IOException {
        try (RawObjectStore stranger = S3RawObjectStore.open(settings(s3.endpoint(), s3.bucket(), "wrong"));
                RawObjectStore lost =
                        S3RawObjectStore.open(settings(s3.endpoint(), "no-such-bucket", s3.secretKey()))) {
            for (RawObjectStore wrong : new RawObjectStore[] {stranger, lost}) {
                assertThatThrownBy(() -> wrong.create(key("refused", NOON, 0), file("x"), stamp(0)))
                        .isInstanceOfSatisfying(
                                RawObjectStoreException.class,
                                e -> assertThat(e.isRetriable()).isFalse());
            }
        }
    }

    @Test
    void triesAgainWhenNobodyAnswers() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (RawObjectStore away =
                S3RawObjectStore.open(settings(URI.create("http://127.0.0.1:" + free), s3.bucket(), s3.secretKey()))) {
            assertThatThrownBy(() -> away.find(key("away", NOON, 0)))
                    .isInstanceOfSatisfying(
                            RawObjectStoreException.class,
                            e -> assertThat(e.isRetriable()).isTrue());
        }
    }

    private static S3Settings settings(URI endpoint, String bucket, String secretKey) {
        return new S3Settings(
                endpoint, s3.region(), bucket, new S3Settings.Credentials(s3.accessKey(), secretKey), true);
    }
}
