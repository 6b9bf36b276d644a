package io.bytefreezer.transformations.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flows and ids that the specification publishes as its baseline, with seeds 0 and 1. */
class CommunityIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "58, fe80::200:86ff:fe05:80da, fe80::260:97ff:fe07:69ea, 135, 136, 1:dGHyGvjMfljg6Bppwm3bg0LO8TY=, 1:kHa1FhMYIT6Ym2Vm2AOtoOARDzY=",
                "58, fe80::260:97ff:fe07:69ea, fe80::200:86ff:fe05:80da, 136, 135, 1:dGHyGvjMfljg6Bppwm3bg0LO8TY=, 1:kHa1FhMYIT6Ym2Vm2AOtoOARDzY=",
                "58, fe80::260:97ff:fe07:69ea, fe80::200:86ff:fe05:80da, 135, 136, 1:zavyT/cezQr1fmImYCwYnMXbgck=, 1:2hSqmsDZ2kdcY9kbiUzOEBic0iM=",
                "58, 3ffe:501:1800:2345::2, 3ffe:507:0:1:200:86ff:fe05:80da, 3, 0, 1:2ObVBgIn28oZvibYZhZMBgh7WdQ=, 1:lVEtCZpYu84Xqaa++3lXFyuu2n4=",
                "58, 3ffe:501:410:0:2c0:dfff:fe47:33e, 3ffe:507:0:1:200:86ff:fe05:80da, 1, 4, 1:hLZd0XGWojozrvxqE0dWB1iM6R0=, 1:W8MHwXpWzpoSTD+cGcaJr4u0ys8=",
                "58, 3ffe:507:0:1:200:86ff:fe05:80da, 3ffe:501:0:1001::2, 128, 129, 1:+TW+HtLHvV1xnGhV1lv7XoJrqQg=, 1:GfZxjAkDk2MkegpBYHV6tadtFXQ=",
                "58, 3ffe:501:0:1001::2, 3ffe:507:0:1:200:86ff:fe05:80da, 129, 128, 1:+TW+HtLHvV1xnGhV1lv7XoJrqQg=, 1:GfZxjAkDk2MkegpBYHV6tadtFXQ=",
                "58, fe80::200:86ff:fe05:80da, ff02::2, 133, 134, 1:hO+sN4H+MG5MY/8hIrXPqc4ZQz0=, 1:L7Ka0ZMYu+J3bL4ulW2PrqyXNo8=",
                "58, fe80::260:97ff:fe07:69ea, ff02::1, 134, 133, 1:pkvHqCL88/tg1k4cPigmZXUtL00=, 1:K/ee5UCqAMAQXDorP5nSa2CGLjc=",
                "1, 192.168.0.89, 192.168.0.1, 8, 0, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=, 1:03g6IloqVBdcZlPyX8r0hgoE7kA=",
                "1, 192.168.0.1, 192.168.0.89, 0, 8, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=, 1:03g6IloqVBdcZlPyX8r0hgoE7kA=",
                "1, 10.0.0.1, 10.0.0.2, 11, 0, 1:YHxtAirCG//0OzkcVAukqKQN9xM=, 1:XjUibYHaafLQ3pxQeiMI8g25q20=",
                "6, 2001:470:e5bf:dead:4957:2174:e82c:4887, 2607:f8b0:400c:c03::1a, 63943, 25, 1:/qFaeAR+gFe1KYjMzVDsMv+wgU4=, 1:eJYTW6AOzFLlSUoESovMjnu7rMw=",
                "132, 192.168.170.8, 192.168.170.56, 7, 7, 1:MP2EtRCAUIZvTw6MxJHLV7N7JDs=, 1:5w3ZRjeKBzqT3zsaEECDGjUbYeg=",
                "6, 66.35.250.204, 128.232.110.120, 80, 34855, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=, 1:3V71V58M3Ksw/yuFALMcW0LAHvc=",
                "17, 192.168.1.52, 8.8.8.8, 54585, 53, 1:d/FP5EW3wiY1vCndhwleRRKHowQ=, 1:Q9We8WO3piVF8yEQBNJF4uiSVrI=",
                "46, 10.1.12.1, 10.1.12.2, , , 1:KHlLkgoJW7ifUTyTSgyVfkFHzKw=, 1:rYir8gphR31noO9iDRQmF/BteEI=",
                "46, 10.1.12.2, 10.1.12.1, , , 1:KHlLkgoJW7ifUTyTSgyVfkFHzKw=, 1:rYir8gphR31noO9iDRQmF/BteEI="
            })
    void agreesWithTheSpecification(String flow) {
        String[] parts = flow.split(", ?", -1);
        int protocol = Integer.parseInt(parts[0]);
        IpAddress from = IpAddress.parse(parts[1]).orElseThrow();
        IpAddress to = IpAddress.parse(parts[2]).orElseThrow();
        CommunityId.Ports ports = parts[3].isEmpty()
                ? null
                : new CommunityId.Ports(Integer.parseInt(parts[3]), Integer.parseInt(parts[4]));
        assertThat(CommunityId.hasPorts(protocol)).isEqualTo(ports != null);
        assertThat(CommunityId.of(from, to, protocol, ports, 0)).isEqualTo(parts[5]);
        assertThat(CommunityId.of(from, to, protocol, ports, 1)).isEqualTo(parts[6]);
    }
}
