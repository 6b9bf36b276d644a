package io.bytefreezer.lake.read;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.S3Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;

/** Fetches one object into one file, which appears only when it is complete. Thread-safe. */
final class Download {

    /** How names of complete files end. */
    static final String COMPLETE = ".parquet";
    /** How names of files being fetched end. */
    static final String PARTIAL = ".part";

    private final Path directory;
    private final S3Client s3;

    Download(Path directory, S3Client s3) {
        this.directory = directory.toAbsolutePath();
        this.s3 = s3;
    }

    /** The local name of an object: a hash, so that no key can lead out of the directory. */
    Path target(S3Location location) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(location.toString().getBytes(StandardCharsets.UTF_8));
            return directory.resolve(HexFormat.of().formatHex(hash) + COMPLETE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void fetch(LakeFile file, Path target) {
        Path partial = directory.resolve(UUID.randomUUID() + PARTIAL);
        S3Location location = file.location();
        try {
            try {
                s3.getObject(
                        request -> request.bucket(location.bucket()).key(location.key()),
                        ResponseTransformer.toFile(partial));
                publish(file, partial, target);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (SdkException | IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot fetch " + location, e);
        }
    }

    /** A part of an object. */
    byte[] range(LakeFile file, long offset, int length) {
        S3Location location = file.location();
        try {
            byte[] bytes = s3.getObject(
                            request -> request.bucket(location.bucket())
                                    .key(location.key())
                                    .range("bytes=" + offset + "-" + (offset + length - 1)),
                            ResponseTransformer.toBytes())
                    .asByteArrayUnsafe();
            if (bytes.length != length) {
                throw new IOException("asked for %d bytes from %d, got %d".formatted(length, offset, bytes.length));
            }
            return bytes;
        } catch (SdkException | IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot read " + location, e);
        }
    }

    private static void publish(LakeFile file, Path partial, Path target) throws IOException {
        long size = Files.size(partial);
        if (size != file.bytes()) {
            throw new IOException("it has %d bytes, its table says %d".formatted(size, file.bytes()));
        }
        if (!partial.toFile().setReadOnly()) {
            throw new IOException("cannot make " + partial + " read-only");
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
