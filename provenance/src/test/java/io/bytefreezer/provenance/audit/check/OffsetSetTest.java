package io.bytefreezer.provenance.audit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.provenance.origin.OffsetRange;
import org.junit.jupiter.api.Test;

class OffsetSetTest {

    @Test
    void countsEachOffsetOnceAcrossBlocks() {
        OffsetSet set = new OffsetSet();
        for (long offset : new long[] {0, 65_535, 65_536, 65_536, 5_000_000_000L}) {
            set.add(offset);
        }
        assertThat(set.contains(65_536)).isTrue();
        assertThat(set.contains(1)).isFalse();
        assertThat(set.count(OffsetRange.ALL)).isEqualTo(4);
        assertThat(set.count(new OffsetRange(1, 65_536))).isEqualTo(1);
        assertThat(set.count(new OffsetRange(65_536, 65_537))).isEqualTo(1);
        assertThat(set.count(new OffsetRange(7, 7))).isZero();
    }
}
