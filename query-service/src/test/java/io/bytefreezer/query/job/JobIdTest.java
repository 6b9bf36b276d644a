package io.bytefreezer.query.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {

    @Test
    void isMadeOfRandomBytesAndFoundAgainInItsText() {
        byte[] random = new byte[JobId.RANDOM_BYTES];
        random[0] = (byte) 0xAB;
        JobId id = JobId.of(random);

        assertThat(id).hasToString("ab" + "0".repeat(30));
        assertThat(JobId.parse(id.toString())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../../etc/passwd",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0",
                "0123456789ABCDEF0123456789ABCDEF",
                "0123456789abcdef/123456789abcdef",
                "0123456789abcdef0123456789abcdef\n",
                "٠123456789abcdef0123456789abcdef"
            })
    void takesNothingElseForAnId(String text) {
        assertThat(JobId.parse(text)).isEmpty();
    }
}
