package io.bytefreezer.packer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HuntTest {

    /** Failures and landings that a single culprit may cost among 2^17 rows. */
    private static final int TRIES_PER_CULPRIT_MAX = 80;

    @Test
    void findsExactlyTheCulpritsInFewTries() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            int rows = 1 + random.nextInt(1 << 17);
            Set<Integer> culprits = new TreeSet<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                culprits.add(random.nextInt(rows));
            }
            Set<Integer> found = new TreeSet<>();
            int tries = hunt(rows, culprits, found);
            assertThat(found).as("seed %d", seed).isEqualTo(culprits);
            assertThat(tries)
                    .as("seed %d, rows %d, culprits %s", seed, rows, culprits)
                    .isLessThan(TRIES_PER_CULPRIT_MAX * (culprits.size() + 1));
        }
    }

    @Test
    void saysWhenAnotherTryAtOnceMakesNoSense() {
        assertThat(Hunt.OFF.afterFailure(8)).isEqualTo(new Hunt(4, 0));
        assertThat(Hunt.OFF.afterFailure(8).isAlone()).isFalse();
        Hunt alone = Hunt.OFF.afterFailure(1);
        assertThat(alone.isAlone()).isTrue();
        assertThat(alone.isFound()).isFalse();
        assertThat(alone.afterFailure(1).afterFailure(1).isFound()).isTrue();
        assertThat(alone.afterSuccess()).isEqualTo(new Hunt(2, 0));
    }

    @Test
    void endsAfterALargeBatchLanded() {
        assertThat(new Hunt(Hunt.ROWS_BIG, 0).afterSuccess()).isEqualTo(Hunt.OFF);
    }

    /** Packs rows as the packer does; a batch with a culprit fails. */
    private static int hunt(int rows, Set<Integer> culprits, Set<Integer> found) {
        Hunt hunt = Hunt.OFF;
        int tries = 0;
        int from = 0;
        while (from < rows) {
            int row = from;
            long size = 0;
            boolean fails = false;
            while (row < rows && size < hunt.rowsMax()) {
                if (!found.contains(row)) {
                    size++;
                    fails |= culprits.contains(row);
                }
                row++;
            }
            tries++;
            if (fails) {
                hunt = hunt.afterFailure(size);
                if (hunt.isFound()) {
                    found.add(row - 1);
                    hunt = hunt.afterSuccess();
                }
            } else {
                hunt = hunt.afterSuccess();
                from = row;
            }
        }
        return tries;
    }
}
