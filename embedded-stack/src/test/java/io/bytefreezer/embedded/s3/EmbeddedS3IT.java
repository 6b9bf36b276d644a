package io.bytefreezer.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.embedded.PortInUseException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class EmbeddedS3IT {

    @TempDir
    private Path directory;

    @Test
    void keepsItsObjectsWhenItStartsAgain() {
        try (EmbeddedS3 s3 = EmbeddedS3.start(directory, 0);
                S3Client client = s3.client()) {
            client.putObject(put -> put.bucket(s3.bucket()).key("a/b"), RequestBody.fromString("kept"));
        }
        try (EmbeddedS3 again = EmbeddedS3.start(directory, 0);
                S3Client client = again.client()) {
            assertThat(client.getObjectAsBytes(get -> get.bucket(again.bucket()).key("a/b"))
                            .asUtf8String())
                    .isEqualTo("kept");
        }
    }

    @Test
    void namesThePortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> EmbeddedS3.start(directory, port))
                    .isInstanceOfSatisfying(
                            PortInUseException.class, e -> assertThat(e.port()).isEqualTo(port));
        }
    }
}
