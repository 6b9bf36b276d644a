package io.bytefreezer.control.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyMintTest {

    private final KeyMint mint = new KeyMint(new Random(1));

    @Test
    void keysAreLongDifferentAndKnownByTheirHash() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            FreshKey key = mint.fresh();
            assertThat(key.clear().value()).matches("bf_[0-9A-Za-z]{43}");
            assertThat(key.hash().matches(key.clear().value())).isTrue();
            assertThat(key.hash().prefix()).isEqualTo(key.clear().value().substring(0, 8));
            assertThat(key.hash().id()).matches("key-[0-9a-z]{12}");
            assertThat(seen.add(key.clear().value())).isTrue();
        }
    }

    @Test
    void aKeyIsNotPrinted() {
        FreshKey key = mint.fresh();
        assertThat(key.toString()).doesNotContain(key.clear().value());
    }
}
