package io.bytefreezer.provenance.audit.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountsTest {

    @Test
    void rowsAndDeadLettersAccountForRecords() {
        assertThat(Counts.seen(10, 8, 2).check(false)).isEmpty();
        assertThat(Counts.seen(10, 7, 2).check(false)).contains(new Finding.Missing(1, false));
        assertThat(Counts.seen(10, 7, 2).check(true)).contains(new Finding.Missing(1, true));
        assertThat(Counts.seen(10, 10, 2).check(true)).contains(new Finding.Surplus(2));
    }
}
