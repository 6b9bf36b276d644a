package io.bytefreezer.system.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkerTest {

    private static final String TEXT = Marker.text(42, "letters");

    @Test
    void isFoundInsideAnyBytes() {
        byte[] bytes = ("\u0000\u00ff{\"broken\": \"" + TEXT + "\u00fe").getBytes(ISO_8859_1);

        assertThat(Marker.find(bytes)).contains(new Marker(42, true));
    }

    @Test
    void tellsWhenItsLettersAreOthers() {
        assertThat(Marker.find(TEXT.replace("letters", "lettres"))).contains(new Marker(42, false));
    }

    @Test
    void isNotFoundWhereItWasCutShort() {
        assertThat(Marker.find(TEXT.substring(0, TEXT.length() - 1))).isEmpty();
    }
}
