package io.bytefreezer.proxy.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.join.LinePattern.Matching;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines that belong together, source by source. */
class LineJoinerTest {

    private static final LineRule PRIORITY = LinePattern.of("^<\\d{1,3}>", Matching.STARTS);
    private static final LineRule INDENTED = LinePattern.of("^\\s", Matching.CONTINUES);
    private static final long PLENTY = Long.MAX_VALUE;

    @Test
    void anEventBeginsWithALineThatMatchesStart() {
        Joining joining = Joining.by(PRIORITY).feed("a", "stray", "<13>one", "\tat A", "Caused by: B", "<13>two");
        assertThat(joining.shown).containsExactly("a|stray", "a|<13>one\n\tat A\nCaused by: B");
        assertThat(joining.flush().shown).last().isEqualTo("a|<13>two");
        assertThat(joining.flush().shown).hasSize(3);
    }

    @Test
    void linesThatMatchContinueGoOnWithTheEventBeforeThem() {
        Joining joining = Joining.by(INDENTED).feed("a", " stray", "one", " 1", "two", "three", " 3");
        assertThat(joining.shown).containsExactly("a| stray", "a|one\n 1", "a|two");
        assertThat(joining.flush().shown).last().isEqualTo("a|three\n 3");
    }

    @Test
    void sourcesAreKeptApart() {
        Joining joining = Joining.by(INDENTED)
                .feed("a", "a1")
                .feed("b", "b1")
                .feed("a", " a2")
                .feed("b", " b2", "b3");
        assertThat(joining.shown).containsExactly("b|b1\n b2");
        assertThat(joining.flush().shown).containsExactly("b|b1\n b2", "a|a1\n a2", "b|b3");
    }

    @Test
    void partsOfContainersLinesWaitForTheLastOfTheirStream() {
        String out = "2026-10-11T22:14:15.1Z stdout ";
        String err = "2026-10-11T22:14:15.2Z stderr ";
        Joining joining = Joining.by(new CriLines())
                .feed(
                        "a",
                        out + "F whole",
                        out + "P It is ",
                        err + "P oo",
                        out + "P:x a ",
                        "no such line",
                        err + "F ps")
                .feed("a", out + "F story", out + "X other", "2026-10-11T22:14:15Z stdnul P x", out + "Px", out);
        assertThat(joining.shown)
                .containsExactly(
                        "a|" + out + "F whole",
                        "a|no such line",
                        "a|" + err + "P oo\n" + err + "F ps",
                        "a|" + out + "P It is \n" + out + "P:x a \n" + out + "F story",
                        "a|" + out + "X other",
                        "a|2026-10-11T22:14:15Z stdnul P x",
                        "a|" + out + "Px",
                        "a|" + out);
        assertThat(joining.untilDue()).as("nothing waits").isNull();
    }

    @Test
    void whatALimitCutsGoesOnInTheNextEvent() {
        Joining joining = new Joining(INDENTED, new JoinLimits(3, 20, Joining.WAIT, 9), PLENTY)
                .feed("a", "1", " 2", " 3", " 4", " " + "x".repeat(17), " 6", "seven");
        assertThat(joining.shown)
                .containsExactly(
                        "a|1\n 2\n 3|lines_max", "a| 4|bytes_max", "a| " + "x".repeat(17) + "|bytes_max", "a| 6");
    }

    @Test
    void anEventIsCompleteWhenItsSourceFallsSilent() {
        Joining joining =
                Joining.by(INDENTED).feed("a", "1").pass(Duration.ofMillis(600)).feed("b", "2");
        assertThat(joining.untilDue()).isEqualTo(Duration.ofMillis(400));
        joining.feed("a", " more").pass(Duration.ofMillis(999)).due();
        assertThat(joining.shown).isEmpty();
        joining.pass(Duration.ofMillis(1)).due();
        assertThat(joining.shown).containsExactly("b|2", "a|1\n more");
        assertThat(joining.feed("a", " late").flush().shown).last().isEqualTo("a| late");
    }

    @Test
    void aSourceThatNeverFallsSilentDoesNotHoldItsLinesForEver() {
        Joining joining = Joining.by(INDENTED).feed("a", "0");
        for (int i = 1; i <= 20; i++) {
            joining.pass(Duration.ofMillis(999)).feed("a", " " + i).due();
        }
        assertThat(joining.shown)
                .singleElement()
                .asString()
                .startsWith("a|0\n 1\n")
                .endsWith(" 10|age_max");
    }

    @Test
    void aSourceThatFellSilentIsNotForgottenWhileOthersKeepTheInputBusy() {
        Joining joining = Joining.by(INDENTED).feed("a", "1").pass(Duration.ofSeconds(9));
        assertThat(joining.feed("b", "x").shown).isEmpty();
        assertThat(joining.pass(Duration.ofSeconds(1)).feed("b", " y").shown).containsExactly("a|1");
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepLinesWaiting() {
        Joining joining = Joining.by(INDENTED).feed("a", "1").pass(Duration.ofHours(-1));
        assertThat(joining.untilDue()).isEqualTo(Duration.ZERO);
        assertThat(joining.due().shown).containsExactly("a|1");
    }

    @Test
    void anEventHasTheTimeAndOriginOfItsFirstLine() {
        Joining joining = Joining.by(INDENTED)
                .feed("a", "1")
                .pass(Duration.ofMillis(900))
                .feed("a", " 2")
                .flush();
        assertThat(joining.events).singleElement().satisfies(event -> {
            assertThat(event.receivedAt()).isEqualTo(Joining.START);
            assertThat(event.origin().sourceAddress()).isEqualTo("a");
            assertThat(event.format()).isEqualTo("syslog");
            assertThat(event.attributes()).isEmpty();
        });
    }

    @Test
    void aLineThatWasCutSaysHowLongTheWholeWas() {
        DecodedEvent first = Joining.line("a", "one");
        DecodedEvent cut = DecodedEvent.truncated(first.origin(), "syslog", " tw".getBytes(UTF_8), 100);
        Joining joining = Joining.by(INDENTED).feed(first).feed(cut).flush();
        assertThat(joining.shown).containsExactly("a|one\n tw");
        assertThat(joining.events.getFirst().attributes()).isEqualTo(Map.of(DecodedEvent.TRUNCATED, "104"));
    }

    @Test
    void theEldestGoesOnAsItIsWhenThereAreTooManySources() {
        Joining joining = new Joining(INDENTED, new JoinLimits(9, 100, Joining.WAIT, 2), PLENTY)
                .feed("a", "a1")
                .feed("b", "b1")
                .feed("a", " a2")
                .feed("c", "c1");
        assertThat(joining.shown).containsExactly("b|b1|senders_max");
        assertThat(joining.feed("b", " b2").flush().shown)
                .containsExactly("b|b1|senders_max", "a|a1\n a2|senders_max", "c|c1", "b| b2");
    }

    @Test
    void theEldestGoesOnAsItIsWhenMemoryIsUsedUp() {
        int line = LineJoiner.LINE_OVERHEAD_BYTES + 2;
        Joining joining = new Joining(INDENTED, new JoinLimits(9, 100, Joining.WAIT, 9), 3L * line)
                .feed("a", "a1")
                .feed("b", "b1")
                .feed("b", " 2")
                .feed("b", " 3");
        assertThat(joining.shown).containsExactly("a|a1|held_max");
        assertThat(joining.feed("b", " 4").shown).last().isEqualTo("b|b1\n 2\n 3|held_max");
        assertThat(joining.held()).isEqualTo(line);
        assertThat(joining.feed("c", "x".repeat(3 * line)).shown)
                .endsWith("b| 4|held_max", "c|" + "x".repeat(3 * line) + "|held_max");
        assertThat(joining.held()).isZero();
    }
}
