package io.bytefreezer.transformations.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void takesTwoLettersThatChangedPlacesAsOneSlip() {
        assertThat(Nearest.to("gork", List.of("drop", "grok", "kv"))).isEqualTo("grok");
    }

    @Test
    void findsNothingThatIsFarOff() {
        assertThat(Nearest.to("gork", List.of("sample", "mutate"))).isNull();
    }
}
