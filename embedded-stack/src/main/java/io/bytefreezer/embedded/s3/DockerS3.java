package io.bytefreezer.embedded.s3;

import io.bytefreezer.embedded.EmbeddedStackException;
import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * MinIO in a Docker container. It needs Testcontainers on the class path, which the Maven profile {@code docker-s3} brings.
 *
 * <p>Safe for use from several threads.
 */
final class DockerS3 implements S3Fixture {

    private static final String IMAGE = "minio/minio:RELEASE.2025-04-22T22-12-26Z";
    private static final int PORT = 9000;
    private static final String ACCESS_KEY = "docker-access-key";
    private static final String SECRET_KEY = "docker-secret-key";
    private static final String BUCKET = "bytefreezer";

    private final GenericContainer<?> container;

    private DockerS3(GenericContainer<?> container) {
        this.container = container;
    }

    /**
     * Starts an empty store.
     *
     * @throws EmbeddedStackException when Docker does not run or the store does not start
     */
    static DockerS3 start() {
        return EmbeddedStackException.naming("start " + IMAGE + " in Docker", () -> {
            GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                    .withEnv("MINIO_ROOT_USER", ACCESS_KEY)
                    .withEnv("MINIO_ROOT_PASSWORD", SECRET_KEY)
                    .withCommand("server", "/data")
                    .withExposedPorts(PORT)
                    .waitingFor(Wait.forHttp("/minio/health/ready").forPort(PORT));
            container.start();
            DockerS3 store = new DockerS3(container);
            try (S3Client client = store.client()) {
                client.createBucket(create -> create.bucket(BUCKET));
            }
            return store;
        });
    }

    @Override
    public URI endpoint() {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }

    @Override
    public String accessKey() {
        return ACCESS_KEY;
    }

    @Override
    public String secretKey() {
        return SECRET_KEY;
    }

    @Override
    public String region() {
        return "us-east-1";
    }

    @Override
    public String bucket() {
        return BUCKET;
    }

    @Override
    public void close() {
        container.stop();
    }
}
