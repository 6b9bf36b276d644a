package io.bytefreezer.system.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.embedded.s3.EmbeddedS3;
import io.bytefreezer.system.process.Ports;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What services see of a disturbed store, with the client they use and a real server. */
class StoreGateIT {

    private static EmbeddedS3 server;
    private static StoreGate gate;
    private static S3Client client;

    @BeforeAll
    static void start() {
        server = EmbeddedS3.start();
        gate = StoreGate.open(new Ports().free(), server.endpoint().getPort());
        client = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + gate.port()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(client -> client.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        gate.close();
        server.close();
    }

    @Test
    void letsEverythingThroughWhileNoFaultIsArmed() {
        create("undisturbed");

        assertThat(stored("undisturbed")).isEqualTo("text");
        assertThat(client.listObjectsV2(list -> list.bucket(server.bucket()).prefix("undisturbed"))
                        .contents())
                .hasSize(1);
    }

    @Test
    void refusesAsOftenAsItIsArmedFor() {
        gate.arm(new StoreFault.Refuses(503, "SlowDown"), 2);

        assertThatThrownBy(() -> create("refused")).hasMessageContaining("SlowDown");
        assertThatThrownBy(() -> stored("refused")).isInstanceOf(S3Exception.class);
        create("refused");
        assertThat(stored("refused")).isEqualTo("text");
    }

    @Test
    void theObjectIsThereWhenOnlyTheAnswerWasLost() {
        gate.arm(new StoreFault.LosesAnswer(), 1);

        assertThatThrownBy(() -> create("unheard")).isInstanceOf(SdkClientException.class);
        assertThat(stored("unheard")).isEqualTo("text");
        assertThatThrownBy(() -> create("unheard"))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refusal -> assertThat(refusal.statusCode()).isEqualTo(412));
    }

    @Test
    void nothingIsThereWhenTheUploadWasCut() {
        gate.arm(new StoreFault.CutsUpload(), 1);

        assertThatThrownBy(() -> create("cut")).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> stored("cut")).isInstanceOf(S3Exception.class);
    }

    @Test
    void refusesCreationsOnlyAndStoresThemOrNot() {
        gate.arm(new StoreFault.RefusesCreation(412, "PreconditionFailed", true), 1);
        assertThatThrownBy(() -> create("kept")).isInstanceOf(S3Exception.class);
        assertThat(stored("kept")).isEqualTo("text");

        gate.arm(new StoreFault.RefusesCreation(412, "PreconditionFailed", false), 1);
        assertThatThrownBy(() -> create("not-kept")).isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> stored("not-kept")).isInstanceOf(S3Exception.class);
    }

    private static void create(String key) {
        client.putObject(put -> put.bucket(server.bucket()).key(key).ifNoneMatch("*"), RequestBody.fromString("text"));
    }

    private static String stored(String key) {
        return client.getObjectAsBytes(get -> get.bucket(server.bucket()).key(key))
                .asUtf8String();
    }
}
