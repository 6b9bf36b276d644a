package io.bytefreezer.system.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.system.outage.OutageReport.Flow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutageReportTest {

    private static Flow flow(Transport transport, int sent, int arrived, int doubled) {
        return new Flow(transport, sent, arrived, doubled, Duration.ZERO);
    }

    private static boolean isGood(Flow udp, Flow tcp, Map<String, Long> dropped) {
        return new OutageReport(List.of(udp, tcp), dropped, 0).isGood();
    }

    @Test
    void datagramsMayBeMissingThatTheSystemDroppedAndTheProxyCounted() {
        Flow tcp = flow(Transport.TCP, 100, 100, 0);
        assertThat(isGood(flow(Transport.UDP, 100, 100, 0), tcp, Map.of())).isTrue();
        assertThat(isGood(flow(Transport.UDP, 100, 93, 0), tcp, Map.of("kernel_buffer", 7L)))
                .isTrue();
        assertThat(isGood(flow(Transport.UDP, 100, 93, 0), tcp, Map.of("kernel_buffer", 6L)))
                .isFalse();
        assertThat(isGood(flow(Transport.UDP, 100, 93, 0), tcp, Map.of("spool_full", 7L)))
                .isFalse();
    }

    @Test
    void nothingElseMayBeMissingOrComeTwice() {
        Flow udp = flow(Transport.UDP, 100, 100, 0);
        assertThat(isGood(udp, flow(Transport.TCP, 100, 99, 0), Map.of("kernel_buffer", 1L)))
                .isFalse();
        assertThat(isGood(udp, flow(Transport.TCP, 100, 100, 1), Map.of())).isFalse();
        assertThat(new OutageReport(List.of(udp, flow(Transport.TCP, 1, 1, 0)), Map.of(), 1).isGood())
                .isFalse();
    }

    @Test
    void aMessageIsKnownByItsTransportAndNumberAndSeenTwiceCounted() {
        Arrivals arrivals = new Arrivals();
        arrivals.add(Transport.TCP.message(3));
        arrivals.add(Transport.TCP.message(3));
        arrivals.add(Transport.UDP.message(3));
        arrivals.add(new byte[] {1});
        assertThat(arrivals.arrived(Transport.TCP)).isEqualTo(1);
        assertThat(arrivals.doubled(Transport.TCP)).isEqualTo(1);
        assertThat(arrivals.arrived(Transport.UDP)).isEqualTo(1);
        assertThat(arrivals.strange()).isEqualTo(1);
    }
}
