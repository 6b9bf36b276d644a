package io.bytefreezer.runtime.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> KNOWN = List.of("bucket", "region", "port", "host");

    @Test
    void findsASlipOfTheKeyboard() {
        assertThat(Nearest.to("bukcet", KNOWN)).contains("bucket");
        assertThat(Nearest.to("BUCKET", KNOWN)).contains("bucket");
        assertThat(Nearest.suggestion("prot", KNOWN)).isEqualTo("; did you mean 'port'?");
    }

    @Test
    void takesTwoLettersThatChangedPlacesAsOneSlip() {
        assertThat(Nearest.to("prt", List.of("port"))).contains("port");
        assertThat(Nearest.to("no", List.of("on"))).contains("on");
    }

    @Test
    void suggestsNothingThatIsFarOff() {
        assertThat(Nearest.to("compression", KNOWN)).isEmpty();
        assertThat(Nearest.suggestion("x", KNOWN)).isEmpty();
        assertThat(Nearest.to("port", List.of())).isEmpty();
    }

    @Test
    void takesTheFirstByNameOfTwoEquallyNear() {
        assertThat(Nearest.to("cat", List.of("hat", "bat"))).contains("bat");
    }

    @Test
    void doesNotCompareEndlessNames() {
        assertThat(Nearest.to("a".repeat(131), List.of("a".repeat(131)))).isEmpty();
    }
}
