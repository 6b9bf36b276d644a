package io.bytefreezer.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What every S3 fixture promises. */
abstract class S3FixtureContract {

    private static final int MEBIBYTE = 1024 * 1024;

    private S3Client client;

    abstract S3Fixture s3();

    @BeforeEach
    void connect() {
        client = s3().client();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void returnsAndListsWhatWasPut() {
        put("listed/year=2026/a b+c.avro", "first");
        put("listed/year=2026/d.avro", "second");
        put("elsewhere", "third");

        assertThat(get("listed/year=2026/a b+c.avro")).asString(UTF_8).isEqualTo("first");
        assertThat(client.listObjectsV2(list -> list.bucket(s3().bucket()).prefix("listed/"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("listed/year=2026/a b+c.avro", "listed/year=2026/d.avro");
    }

    @Test
    void refusesAWrongSecretAndStoresNothing() {
        try (S3Client stranger = clientWith(s3().accessKey(), "not-the-secret")) {
            assertThatThrownBy(() -> put(stranger, "intruder", "value")).satisfies(refusedWith(403));
        }
        try (S3Client stranger = clientWith("nobody", s3().secretKey())) {
            assertThatThrownBy(() -> put(stranger, "intruder", "value")).satisfies(refusedWith(403));
        }

        assertThat(client.listObjectsV2(list -> list.bucket(s3().bucket()).prefix("intruder"))
                        .contents())
                .isEmpty();
    }

    @Test
    void letsExactlyOneOfSeveralCreatorsOfAKeyWin() throws Exception {
        int creators = 8;
        for (int round = 0; round < 10; round++) {
            String key = "race/" + round;
            List<Integer> statuses = race(creators, key);

            assertThat(statuses)
                    .containsOnly(200, 412)
                    .filteredOn(status -> status == 200)
                    .hasSize(1);
            assertThat(get(key)).asString(UTF_8).isEqualTo("creator " + statuses.indexOf(200));
        }
    }

    @Test
    void keepsAnObjectOfFortyMebibytesByteForByte() {
        byte[] large = new byte[40 * MEBIBYTE];
        new Random(1).nextBytes(large);

        client.putObject(put -> put.bucket(s3().bucket()).key("large"), RequestBody.fromBytes(large));

        assertThat(get("large")).isEqualTo(large);
        assertThat(client.getObjectAsBytes(
                                get -> get.bucket(s3().bucket()).key("large").range("bytes=41943030-41943039"))
                        .asByteArray())
                .isEqualTo(Arrays.copyOfRange(large, large.length - 10, large.length));
    }

    /** Lets so many create one key at once and returns the status that each got. */
    private List<Integer> race(int creators, String key) throws Exception {
        CountDownLatch gun = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> runs = IntStream.range(0, creators)
                    .mapToObj(creator -> threads.submit(() -> {
                        gun.await();
                        return create(key, "creator " + creator);
                    }))
                    .toList();
            gun.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> run : runs) {
                statuses.add(run.get());
            }
            return statuses;
        }
    }

    private int create(String key, String value) {
        try {
            client.putObject(put -> put.bucket(s3().bucket()).key(key).ifNoneMatch("*"), RequestBody.fromString(value));
            return 200;
        } catch (S3Exception refused) {
            return refused.statusCode();
        }
    }

    private void put(String key, String value) {
        put(client, key, value);
    }

    private void put(S3Client by, String key, String value) {
        by.putObject(put -> put.bucket(s3().bucket()).key(key), RequestBody.fromString(value));
    }

    private byte[] get(String key) {
        return client.getObjectAsBytes(get -> get.bucket(s3().bucket()).key(key))
                .asByteArray();
    }

    private S3Client clientWith(String accessKey, String secretKey) {
        return new EndpointS3(s3().endpoint(), accessKey, secretKey, s3().region(), s3().bucket()).client();
    }

    private static Consumer<Throwable> refusedWith(int status) {
        return failure -> assertThat(failure)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(status));
    }
}
