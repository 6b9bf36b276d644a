package io.bytefreezer.packer.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.upkeep.plan.FileFacts;
import io.bytefreezer.lake.upkeep.plan.FileGroup;
import io.bytefreezer.packer.upkeep.GroupsTooLarge.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupsTooLargeTest {

    private static final Instant HOUR = Instant.parse("2026-03-04T05:00:00Z");

    private final GroupsTooLarge groups = new GroupsTooLarge();
    private final List<String> tried = new ArrayList<>();

    @Test
    void joinsTheFilesThatFitWhereAllDoNot() {
        Consumer<FileGroup> compaction = failing("wide");
        assertThat(groups.run("t", group("a", "b", "c", "wide"), compaction)).isEqualTo(Outcome.COMPACTED);
        assertThat(tried).containsExactly("abcwide", "ab", "cwide");
        tried.clear();
        assertThat(groups.run("t", group("abc", "wide"), compaction)).isEqualTo(Outcome.TOO_LARGE);
        assertThat(tried).containsExactly("abcwide");
    }

    @Test
    void leavesAGroupAloneUntilItsFilesChange() {
        Consumer<FileGroup> compaction = failing("wide");
        FileGroup group = group("a", "wide");
        assertThat(groups.run("t", group, compaction)).isEqualTo(Outcome.TOO_LARGE);
        groups.planned("t", List.of(group));
        assertThat(groups.run("t", group, compaction)).isEqualTo(Outcome.LEFT_ALONE);
        assertThat(groups.run("other", group, compaction)).isEqualTo(Outcome.TOO_LARGE);
        assertThat(tried).hasSize(2);
        assertThat(groups.run("t", group("d", "wide"), compaction)).isEqualTo(Outcome.STILL_TOO_LARGE);
        groups.planned("t", List.of());
        assertThat(groups.run("t", group, compaction)).isEqualTo(Outcome.TOO_LARGE);
    }

    @Test
    void plansWhatItKnowsNothingOf() {
        groups.planned("t", List.of(group("a", "b")));
        assertThat(groups.run("t", group("a", "b"), failing("wide"))).isEqualTo(Outcome.COMPACTED);
    }

    @Test
    void passesOtherErrorsOn() {
        Consumer<FileGroup> compaction = group -> {
            throw new LakeException(LakeException.Kind.EXTERNAL, "the store is away");
        };
        assertThatThrownBy(() -> groups.run("t", group("a", "b"), compaction)).hasMessage("the store is away");
        assertThat(groups.run("t", group("a", "b"), failing("wide"))).isEqualTo(Outcome.COMPACTED);
    }

    private Consumer<FileGroup> failing(String wide) {
        return group -> {
            tried.add(String.join(
                    "", group.files().stream().map(FileFacts::location).toList()));
            if (group.files().stream().anyMatch(file -> file.location().equals(wide))) {
                throw new LakeException(LakeException.Kind.LIMIT, "out of memory");
            }
        };
    }

    private static FileGroup group(String... files) {
        return new FileGroup(
                HOUR,
                Stream.of(files)
                        .map(file -> new FileFacts(file, HOUR, 1, 1, HOUR))
                        .toList(),
                1);
    }
}
