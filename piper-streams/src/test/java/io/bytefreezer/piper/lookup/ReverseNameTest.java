package io.bytefreezer.piper.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.network.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReverseNameTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 7.2.0.192.in-addr.arpa",
        "::ffff:192.0.2.7, 7.2.0.192.in-addr.arpa",
        "2001:db8::b, b.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
    })
    void isAsTheStandardsSay(String address, String name) {
        assertThat(ReverseName.of(IpAddress.parse(address).orElseThrow())).isEqualTo(name);
    }
}
