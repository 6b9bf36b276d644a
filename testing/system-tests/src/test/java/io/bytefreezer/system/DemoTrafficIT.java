package io.bytefreezer.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who types {@code bytefreezer demo} and nothing else. */
class DemoTrafficIT {

    private static final Duration MOVING_WITHIN = Duration.ofSeconds(60);
    private static final Pattern LINE =
            Pattern.compile("received ([\\d,]+) +processed ([\\d,]+) +packed ([\\d,]+) +queryable ([\\d,]+)");

    @Test
    void saysWhereEverythingIsAndShowsAllFourCountersMoving(@TempDir Path dataDir) {
        try (DemoProcess demo = DemoProcess.startQuickly(dataDir, DemoProcess.freePorts(), "--rate", "50")) {
            assertThat(demo.text())
                    .contains(demo.serviceKey(), "logger -n 127.0.0.1 -P " + demo.syslog(), "select", "find ");
            Await.that("all counters above zero", MOVING_WITHIN, () -> allAbove(demo, List.of(0L, 0L, 0L, 0L)));
            List<Long> first = counters(demo);
            Await.that("all counters moving", MOVING_WITHIN, () -> allAbove(demo, first));
        }
    }

    private static boolean allAbove(DemoProcess demo, List<Long> floor) {
        List<Long> now = counters(demo);
        for (int i = 0; i < floor.size(); i++) {
            if (now.get(i) <= floor.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** The last live line's numbers; zeros before the first. */
    private static List<Long> counters(DemoProcess demo) {
        List<Long> last = List.of(0L, 0L, 0L, 0L);
        Matcher matcher = LINE.matcher(demo.text());
        while (matcher.find()) {
            last = List.of(number(matcher, 1), number(matcher, 2), number(matcher, 3), number(matcher, 4));
        }
        return last;
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group).replace(",", ""));
    }
}
