package io.bytefreezer.piper.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.lookup.Lookups.NameOptions;
import io.bytefreezer.transformations.network.Endpoint;
import io.bytefreezer.transformations.network.IpAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NameBookTest {

    private static final byte[] SIX = {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0x80};

    /** What the book would ask in the background is asked when the test says so. */
    private final Queue<Runnable> background = new ArrayDeque<>();

    private final ServiceMetrics metrics = new ServiceMetrics("piper");
    private long nanos;
    private FakeNameServer server;
    private NameBook book;

    @BeforeEach
    void open() throws IOException {
        server = new FakeNameServer(Map.of(
                "www.example.com 1", List.of(new byte[] {(byte) 192, 0, 2, 81}, new byte[] {(byte) 192, 0, 2, 80}),
                "www.example.com 28", List.of(SIX),
                "7.2.0.192.in-addr.arpa 12", List.of(FakeNameServer.name("host7.example.net")),
                "silent.example.com 1", List.of()));
        NameOptions options = new NameOptions(
                List.of(Endpoint.parse("127.0.0.1", server.port()).orElseThrow()),
                Duration.ofMillis(300),
                100,
                Duration.ofHours(1));
        book = new NameBook(options, background::add, () -> nanos, new LookupMetrics(metrics));
    }

    @AfterEach
    void close() {
        server.close();
        metrics.close();
    }

    @Test
    void answersFromMemoryOnceItHasAsked() {
        assertThat(book.addressesOf("WWW.example.com")).isEqualTo(Answer.PENDING);
        assertThat(book.addressesOf("www.example.com")).isEqualTo(Answer.PENDING);
        assertThat(background).hasSize(1);
        ask();
        assertThat(book.addressesOf("www.example.com"))
                .isEqualTo(new Answer.Found(Map.of("addresses", List.of("192.0.2.80", "192.0.2.81", "2001:db8::80"))));
        assertThat(background).isEmpty();
        assertThat(metrics.scrape())
                .contains("bytefreezer_piper_lookups_total{kind=\"dns\",outcome=\"pending\"} 2.0")
                .contains("bytefreezer_piper_lookups_total{kind=\"dns\",outcome=\"found\"} 1.0");
    }

    @Test
    void findsTheNameOfAnAddress() {
        IpAddress address = IpAddress.parse("192.0.2.7").orElseThrow();
        assertThat(book.nameOf(address)).isEqualTo(Answer.PENDING);
        ask();
        assertThat(book.nameOf(address)).isEqualTo(new Answer.Found(Map.of("name", "host7.example.net")));
    }

    @Test
    void remembersForAMinuteThatThereIsNone() {
        book.addressesOf("nowhere.example.com");
        ask();
        assertThat(book.addressesOf("nowhere.example.com")).isEqualTo(Answer.NOT_FOUND);
        nanos += Duration.ofSeconds(61).toNanos();
        assertThat(book.addressesOf("nowhere.example.com")).isEqualTo(Answer.PENDING);
        assertThat(background).hasSize(1);
    }

    @Test
    void asksAgainWhenAnAnswerIsOld() {
        book.addressesOf("www.example.com");
        ask();
        nanos += Duration.ofMinutes(59).toNanos();
        assertThat(book.addressesOf("www.example.com")).isInstanceOf(Answer.Found.class);
        nanos += Duration.ofMinutes(2).toNanos();
        assertThat(book.addressesOf("www.example.com")).isEqualTo(Answer.PENDING);
    }

    @Test
    void leavesAServerThatDoesNotAnswerAloneForAWhile() {
        book.addressesOf("silent.example.com");
        ask();
        int asked = server.questions();
        assertThat(book.addressesOf("silent.example.com")).isEqualTo(Answer.PENDING);
        assertThat(background).isEmpty();
        nanos += Duration.ofSeconds(6).toNanos();
        assertThat(book.addressesOf("silent.example.com")).isEqualTo(Answer.PENDING);
        assertThat(background).hasSize(1);
        assertThat(server.questions()).isEqualTo(asked);
        assertThat(metrics.scrape()).contains("outcome=\"failed\"} 1.0");
    }

    @Test
    void asksSoManyAtATimeAndNoMore() {
        for (int i = 0; i < 2 * NameBook.QUESTIONS_MAX; i++) {
            assertThat(book.addressesOf("host" + i + ".example.com")).isEqualTo(Answer.PENDING);
        }
        assertThat(background).hasSize(NameBook.QUESTIONS_MAX);
    }

    private void ask() {
        for (Runnable question = background.poll(); question != null; question = background.poll()) {
            question.run();
        }
    }
}
