package io.bytefreezer.lake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class FileCacheIT {

    private static S3Fixture store;
    private static S3Client s3;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        store = S3Fixture.start();
        s3 = store.client();
    }

    @AfterAll
    static void stop() {
        s3.close();
        store.close();
    }

    @Test
    void fetchesEachFileOnceForManyReaders() throws Exception {
        List<LakeFile> files = List.of(object("many/a", 1_000), object("many/b", 2_000), object("many/c", 3_000));
        try (FileCache cache = FileCache.open(directory, 10_000, s3);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> readers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                readers.add(threads.submit(() -> sizes(cache, files)));
            }
            for (Future<List<Long>> reader : readers) {
                assertThat(reader.get()).containsExactly(1_000L, 2_000L, 3_000L);
            }
            assertThat(cache.bytes()).isEqualTo(6_000);
        }
        assertThat(onDisk()).hasSize(3);
    }

    @Test
    void keepsItsFilesForTheNextProcessAndNoHalfOnes() throws IOException {
        LakeFile file = object("kept", 500);
        try (FileCache cache = FileCache.open(directory, 10_000, s3)) {
            cache.pin(List.of(file)).close();
        }
        Files.writeString(directory.resolve("half.part"), "x");
        s3.deleteObject(request -> request.bucket(store.bucket()).key("kept"));
        try (FileCache cache = FileCache.open(directory, 10_000, s3)) {
            assertThat(sizes(cache, List.of(file))).containsExactly(500L);
        }
        assertThat(onDisk())
                .singleElement()
                .satisfies(path -> assertThat(path.toString()).endsWith(".parquet"));
    }

    @Test
    void makesRoomByRemovingTheLongestUnused() throws IOException {
        try (FileCache cache = FileCache.open(directory, 1_000, s3)) {
            cache.pin(List.of(object("old", 600))).close();
            cache.pin(List.of(object("new", 600))).close();
            assertThat(cache.bytes()).isEqualTo(600);
            assertThat(onDisk()).hasSize(1);
        }
    }

    @Test
    void saysWhenAQueryNeedsMoreThanTheCacheHolds() {
        try (FileCache cache = FileCache.open(directory, 1_000, s3)) {
            List<LakeFile> files = List.of(object("big/a", 600), object("big/b", 600));
            assertThatThrownBy(() -> cache.pin(files))
                    .isInstanceOfSatisfying(
                            LakeException.class, e -> assertThat(e.kind()).isEqualTo(LakeException.Kind.LIMIT));
            assertThat(sizes(cache, files.subList(1, 2)))
                    .as("nothing stays pinned")
                    .containsExactly(600L);
        }
    }

    @Test
    void refusesFilesThatAreMissingOrOfAnotherSizeAndTriesAgainLater() {
        LakeFile real = object("wrong", 100);
        LakeFile expected = new LakeFile(real.location(), 101, 1, Optional.empty());
        LakeFile missing = new LakeFile(new S3Location(store.bucket(), "missing"), 5, 1, Optional.empty());
        try (FileCache cache = FileCache.open(directory, 1_000, s3)) {
            for (LakeFile file : List.of(expected, missing)) {
                assertThatThrownBy(() -> cache.pin(List.of(file)))
                        .isInstanceOfSatisfying(
                                LakeException.class, e -> assertThat(e.kind()).isEqualTo(LakeException.Kind.EXTERNAL));
            }
            assertThat(cache.bytes()).isZero();
            assertThat(sizes(cache, List.of(real))).containsExactly(100L);
        }
    }

    private static List<Long> sizes(FileCache cache, List<LakeFile> files) {
        try (PinnedFiles pinned = cache.pin(files)) {
            return pinned.paths().stream().map(path -> path.toFile().length()).toList();
        }
    }

    private static LakeFile object(String key, int size) {
        s3.putObject(request -> request.bucket(store.bucket()).key(key), RequestBody.fromBytes(new byte[size]));
        return new LakeFile(new S3Location(store.bucket(), key), size, 1, Optional.empty());
    }

    private List<Path> onDisk() throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }
}
