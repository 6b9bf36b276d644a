package io.bytefreezer.embedded.s3;

import io.bytefreezer.embedded.DataDirectory;
import io.bytefreezer.embedded.EmbeddedStackException;
import io.bytefreezer.embedded.PortInUseException;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/**
 * An S3 server in this JVM that keeps each object as a file, reachable from this machine only: S3Proxy over a directory.
 *
 * <p>It checks signatures of version 4, and of several creations of one key with {@code If-None-Match: *} exactly one
 * succeeds. While an object is written, and for good when the process is killed then, a file named after it with a
 * hyphen and a UUID behind is seen in listings: readers go by exact names. Safe for use from several threads.
 */
public final class EmbeddedS3 implements S3Fixture {

    private static final String HOST = "127.0.0.1";
    private static final String REGION = "us-east-1";

    /** Every entry of this directory is a bucket, so nothing else lies in it. */
    private static final String BUCKETS = "buckets";

    /** A request that is signed as a whole is held in memory while its signature is checked. */
    private static final int REQUEST_BYTES_MAX = 256 * 1024 * 1024;

    /** One thread serves one request at a time; the others wait. */
    private static final int THREADS_MAX = 32;

    private final EmbeddedS3Settings settings;
    private final DataDirectory data;
    private final S3Proxy proxy;

    private EmbeddedS3(EmbeddedS3Settings settings, DataDirectory data) throws IOException {
        this.settings = settings;
        this.data = data;
        Path buckets = Files.createDirectories(data.path().resolve(BUCKETS));
        FilesystemNio2BlobStore store = new FilesystemNio2BlobStore(buckets.toString());
        if (!Files.isDirectory(buckets.resolve(settings.bucket()))) {
            store.createContainer(settings.bucket());
        }
        this.proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://" + HOST + ":" + settings.port()))
                .awsAuthentication(AuthenticationType.AWS_V4, settings.accessKey(), settings.secretKey())
                .v4MaxNonChunkedRequestSize(REQUEST_BYTES_MAX)
                .v4MaxChunkSize(REQUEST_BYTES_MAX)
                .jettyMaxThreads(THREADS_MAX)
                // Its clients stop before it does; waiting would be for their idle connections.
                .stopTimeout(0)
                .build();
    }

    /**
     * Starts an empty store on a free port; its data go when it is closed.
     *
     * @throws EmbeddedStackException when it does not start
     */
    public static EmbeddedS3 start() {
        DataDirectory data = DataDirectory.temporary("embedded-s3-");
        return start(EmbeddedS3Settings.of(data.path(), 0), data);
    }

    /**
     * Starts a store on data that stay, with the settings of {@link EmbeddedS3Settings#of(Path, int)}.
     *
     * @param dataDirectory where it keeps its data; created if missing
     * @param port the TCP port, or 0 for a free one
     * @throws PortInUseException when somebody else has the port
     * @throws EmbeddedStackException when it does not start for another reason
     */
    public static EmbeddedS3 start(Path dataDirectory, int port) {
        return start(EmbeddedS3Settings.of(dataDirectory, port));
    }

    /**
     * Starts a store on data that stay.
     *
     * @throws PortInUseException when somebody else has the port
     * @throws EmbeddedStackException when it does not start for another reason
     */
    public static EmbeddedS3 start(EmbeddedS3Settings settings) {
        return start(settings, DataDirectory.kept(settings.dataDirectory()));
    }

    private static EmbeddedS3 start(EmbeddedS3Settings settings, DataDirectory data) {
        return data.start("the S3 server", () -> {
            EmbeddedS3 s3 = new EmbeddedS3(settings, data);
            boolean listening = false;
            try {
                s3.proxy.start();
                listening = true;
                return s3;
            } catch (IOException e) {
                throw isPortInUse(e) ? new PortInUseException("The S3 server", settings.port(), e) : e;
            } finally {
                if (!listening) {
                    s3.proxy.stop();
                }
            }
        });
    }

    private static boolean isPortInUse(@Nullable Throwable failure) {
        return failure != null && (failure instanceof BindException || isPortInUse(failure.getCause()));
    }

    @Override
    public URI endpoint() {
        return URI.create("http://" + HOST + ":" + proxy.getPort());
    }

    @Override
    public String accessKey() {
        return settings.accessKey();
    }

    @Override
    public String secretKey() {
        return settings.secretKey();
    }

    @Override
    public String region() {
        return REGION;
    }

    @Override
    public String bucket() {
        return settings.bucket();
    }

    @Override
    public void close() {
        EmbeddedStackException.naming("stop the S3 server on " + data.path(), () -> {
            try (data) {
                proxy.stop();
            }
            return data;
        });
    }
}
