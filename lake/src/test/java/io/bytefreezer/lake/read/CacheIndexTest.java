package io.bytefreezer.lake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.lake.LakeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheIndexTest {

    private final List<Path> removed = new ArrayList<>();
    private final CacheIndex index = new CacheIndex(100, removed::add);

    @Test
    void removesTheLongestUnusedFirst() {
        index.adopt(Path.of("a"), 40);
        index.adopt(Path.of("b"), 40);
        index.unpin(index.pin(Path.of("a"), 40));
        assertThat(index.pin(Path.of("c"), 50).isNew()).isTrue();
        assertThat(removed).containsExactly(Path.of("b"));
        assertThat(index.bytes()).isEqualTo(90);
    }

    @Test
    void neverRemovesWhatIsInUseAndSaysSo() {
        CacheIndex.Pin pin = index.pin(Path.of("a"), 60);
        assertThatThrownBy(() -> index.pin(Path.of("b"), 50))
                .isInstanceOf(LakeException.class)
                .hasMessageContaining("shorter time range");
        index.unpin(pin);
        assertThat(index.pin(Path.of("b"), 50).isNew()).isTrue();
        assertThat(removed).containsExactly(Path.of("a"));
    }

    @Test
    void fetchesAgainWhatFailedOrHasAnotherSize() {
        CacheIndex.Pin pin = index.pin(Path.of("a"), 60);
        index.failed(Path.of("a"), pin);
        index.unpin(pin);
        assertThat(index.bytes()).isZero();
        index.adopt(Path.of("a"), 10);
        assertThat(index.pin(Path.of("a"), 60).isNew()).isTrue();
        assertThat(index.bytes()).isEqualTo(60);
    }

    @Test
    void sharesOneDownloadAmongAll() {
        assertThat(index.pin(Path.of("a"), 60).isNew()).isTrue();
        assertThat(index.pin(Path.of("a"), 60).isNew()).isFalse();
        assertThat(index.bytes()).isEqualTo(60);
    }
}
