package io.bytefreezer.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

class EndpointS3IT {

    private EmbeddedS3 store;

    @BeforeEach
    void start() {
        store = EmbeddedS3.start();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void usesABucketOfItsOwnAndRemovesNothingElse() {
        EndpointS3 s3 = EndpointS3.start(environment(store.endpoint().toString()));
        try (S3Client client = s3.client()) {
            client.putObject(put -> put.bucket(s3.bucket()).key("a/b"), RequestBody.fromString("value"));
            assertThat(client.listBuckets().buckets())
                    .extracting(Bucket::name)
                    .containsExactlyInAnyOrder(store.bucket(), s3.bucket());

            s3.close();
            s3.close();

            assertThat(client.listBuckets().buckets()).extracting(Bucket::name).containsExactly(store.bucket());
        }
    }

    @Test
    void namesTheVariableThatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointS3.start(environment(" ")))
                .withMessage("-Ds3.fixture=env needs the variable S3_ENDPOINT.");
    }

    private Map<String, String> environment(String endpoint) {
        return Map.of(
                "S3_ENDPOINT", endpoint,
                "S3_ACCESS_KEY", store.accessKey(),
                "S3_SECRET_KEY", store.secretKey(),
                "S3_BUCKET", store.bucket());
    }
}
