package io.bytefreezer.lake.upkeep.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CompactionPlanTest {

    private static final Instant HOUR = Instant.parse("2026-03-04T05:00:00Z");
    private static final Instant LATER = HOUR.plus(Duration.ofDays(1));
    private static final long MB = 1_000_000;
    private static final CompactionLimits LIMITS = new CompactionLimits(128 * MB, Duration.ofMinutes(15), 8);
    private static final int ROUNDS_MAX = 20;

    private int names;

    @Test
    void joinsTheSmallFilesOfAnHour() {
        List<FileGroup> groups = plan(LATER, files(HOUR, 3 * MB, 5 * MB, 1));
        assertThat(groups).singleElement().satisfies(group -> {
            assertThat(group.files()).hasSize(3);
            assertThat(group.bytes()).isEqualTo(8 * MB + 1);
        });
    }

    @Test
    void neverJoinsFilesOfDifferentHours() {
        List<FileFacts> files = new ArrayList<>(files(HOUR, MB));
        files.addAll(files(HOUR.plus(Duration.ofHours(1)), MB));
        assertThat(plan(LATER, files)).isEmpty();
    }

    @Test
    void leavesFilesNearTheTargetAlone() {
        assertThat(plan(LATER, files(HOUR, 64 * MB, 128 * MB, 300 * MB))).isEmpty();
    }

    @Test
    void joinsALateRestToTheSmallestLargeFile() {
        assertThat(plan(LATER, files(HOUR, 130 * MB, 100 * MB, MB)))
                .singleElement()
                .satisfies(group -> assertThat(group.bytes()).isEqualTo(101 * MB));
        assertThat(plan(LATER, files(HOUR, 128 * MB, 30 * MB)))
                .singleElement()
                .satisfies(group -> assertThat(group.parts()).isEqualTo(1));
        assertThat(plan(LATER, files(HOUR, 256 * MB, MB)))
                .as("too large to grow as one")
                .singleElement()
                .satisfies(group -> assertThat(group.parts()).isEqualTo(2));
        assertThat(plan(LATER, files(HOUR, 257 * MB, MB)))
                .as("by another's limits")
                .isEmpty();
    }

    @Test
    void joinsWhatIsLeftToItsNeighbour() {
        long[] sizes = LongStream.generate(() -> 20 * MB).limit(15).toArray();
        assertThat(plan(LATER, files(HOUR, sizes)))
                .extracting(FileGroup::bytes)
                .containsExactlyInAnyOrder(140 * MB, 160 * MB);
    }

    @Test
    void leavesAnHourOpenWhileItOrItsLastFileIsYoung() {
        List<FileFacts> files = files(HOUR, MB, MB, MB);
        Instant closes = HOUR.plus(Duration.ofMinutes(75));
        assertThat(plan(closes.minusMillis(1), files)).isEmpty();
        assertThat(plan(closes, files)).hasSize(1);
        Instant late = LATER.minus(Duration.ofMinutes(10));
        List<FileFacts> withLate = new ArrayList<>(files);
        withLate.add(new FileFacts("late", HOUR, MB, 1, late));
        assertThat(plan(LATER, withLate)).isEmpty();
        assertThat(plan(late.plus(Duration.ofMinutes(15)), withLate)).hasSize(1);
    }

    @Test
    void joinsManyFilesOfLikeSizeInAnOpenHour() {
        long[] sizes = LongStream.generate(() -> MB).limit(9).toArray();
        List<FileFacts> files = new ArrayList<>(files(HOUR, sizes));
        files.addAll(files(HOUR, 40 * MB));
        assertThat(plan(HOUR, files))
                .singleElement()
                .satisfies(group -> assertThat(group.bytes()).isEqualTo(9 * MB));
    }

    @Test
    void writesARowAFewTimesOnlyWhileItsHourGrows() {
        List<FileFacts> files = new ArrayList<>();
        long written = 0;
        int appended = 800;
        for (int i = 0; i < appended; i++) {
            files.addAll(files(HOUR, 20_000));
            for (FileGroup group : plan(HOUR, files)) {
                written += group.bytes();
                exchange(files, group, HOUR);
            }
            assertThat(files).hasSizeLessThanOrEqualTo(8 * 5);
        }
        assertThat(written).isLessThan(5L * appended * 20_000);
    }

    @Test
    void keepsAllRowsAndComesToRest() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<FileFacts> files = randomFiles(random);
            Map<Instant, Long> bytes = bytes(files);
            Instant now = random.nextBoolean() ? LATER : HOUR.plus(Duration.ofHours(1));
            int rounds = 0;
            for (List<FileGroup> groups = plan(now, files); !groups.isEmpty(); groups = plan(now, files)) {
                assertThat(rounds++).as("seed %d", seed).isLessThan(ROUNDS_MAX);
                checkGroups(seed, files, groups);
                for (FileGroup group : groups) {
                    exchange(files, group, HOUR);
                }
            }
            assertThat(bytes(files)).as("seed %d", seed).isEqualTo(bytes);
            if (now.equals(LATER)) {
                assertNoneIsSmall(seed, files);
            }
        }
    }

    private static void checkGroups(long seed, List<FileFacts> files, List<FileGroup> groups) {
        Set<FileFacts> seen = new HashSet<>();
        for (FileGroup group : groups) {
            assertThat(group.files()).as("seed %d", seed).hasSizeGreaterThan(1);
            assertThat(group.bytes()).as("seed %d", seed).isLessThanOrEqualTo(LIMITS.largestGroup());
            assertThat(group.bytes() / group.parts()).as("seed %d", seed).isLessThanOrEqualTo(LIMITS.largest());
            for (FileFacts file : group.files()) {
                assertThat(file.hour()).as("seed %d", seed).isEqualTo(group.hour());
                assertThat(seen.add(file))
                        .as("seed %d: in one group only", seed)
                        .isTrue();
                assertThat(files).as("seed %d", seed).contains(file);
            }
        }
    }

    /** A small file is left only where it is its hour's only one. */
    private static void assertNoneIsSmall(long seed, List<FileFacts> files) {
        Map<Instant, List<FileFacts>> byHour = files.stream().collect(Collectors.groupingBy(FileFacts::hour));
        byHour.values().stream()
                .filter(ofHour -> ofHour.size() > 1)
                .forEach(ofHour -> assertThat(ofHour)
                        .as("seed %d", seed)
                        .allSatisfy(file -> assertThat(file.bytes()).isBetween(64 * MB, 256 * MB)));
    }

    @Test
    void refusesLimitsByWhichWorkWouldNeverEnd() {
        assertThatThrownBy(() -> new CompactionLimits(MB, Duration.ZERO, 1)).hasMessageContaining("open_files");
    }

    private List<FileFacts> randomFiles(Random random) {
        List<FileFacts> files = new ArrayList<>();
        for (int hour = 0; hour < 3; hour++) {
            int count = random.nextInt(400);
            int shift = random.nextInt(10);
            for (int i = 0; i < count; i++) {
                files.addAll(files(HOUR.plus(Duration.ofHours(hour)), 1 + (random.nextLong(250 * MB) >>> shift)));
            }
        }
        return files;
    }

    private void exchange(List<FileFacts> files, FileGroup group, Instant now) {
        files.removeAll(group.files());
        long part = group.bytes() / group.parts();
        for (int i = 1; i < group.parts(); i++) {
            files.add(new FileFacts("merged-" + names++, group.hour(), part, part, now));
        }
        long last = group.bytes() - part * (group.parts() - 1);
        files.add(new FileFacts("merged-" + names++, group.hour(), last, last, now));
    }

    private static Map<Instant, Long> bytes(List<FileFacts> files) {
        Map<Instant, Long> bytes = new HashMap<>();
        files.forEach(file -> bytes.merge(file.hour(), file.bytes(), Long::sum));
        return bytes;
    }

    private List<FileFacts> files(Instant hour, long... sizes) {
        List<FileFacts> files = new ArrayList<>();
        for (long size : sizes) {
            files.add(new FileFacts("file-" + names++, hour, size, size, HOUR));
        }
        return files;
    }

    private static List<FileGroup> plan(Instant now, List<FileFacts> files) {
        return CompactionPlan.of(files, now, LIMITS);
    }
}
