package io.bytefreezer.packer;

import io.bytefreezer.embedded.s3.EmbeddedS3;
import io.bytefreezer.embedded.s3.S3Fixture;
import java.net.URI;
import java.nio.file.Path;

/** A store that can go away for a while and come back with its data at the same address. */
final class RestartableS3 implements S3Fixture {

    private final Path directory;
    private final URI endpoint;
    private EmbeddedS3 running;

    RestartableS3(Path directory) {
        this.directory = directory;
        this.running = EmbeddedS3.start(directory, 0);
        this.endpoint = running.endpoint();
    }

    void goAway() {
        running.close();
    }

    void comeBack() {
        running = EmbeddedS3.start(directory, endpoint.getPort());
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public String accessKey() {
        return running.accessKey();
    }

    @Override
    public String secretKey() {
        return running.secretKey();
    }

    @Override
    public String region() {
        return running.region();
    }

    @Override
    public String bucket() {
        return running.bucket();
    }

    @Override
    public void close() {
        running.close();
    }
}
