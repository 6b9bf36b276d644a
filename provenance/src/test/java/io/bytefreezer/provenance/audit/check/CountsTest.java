package io.bytefreezer.provenance.audit.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountsTest {

    @Test
    void rowsAndDeadLettersAccountForRecords() {
        assertThat(new Counts(10, 8, 2, 0, 0).check(false)).isEmpty();
        assertThat(new Counts(10, 7, 2, 0, 0).check(false)).contains(new Finding.Missing(1, false));
        assertThat(new Counts(10, 7, 2, 0, 0).check(true)).contains(new Finding.Missing(1, true));
        assertThat(new Counts(10, 10, 2, 0, 0).check(true)).contains(new Finding.Surplus(2));
    }
}
