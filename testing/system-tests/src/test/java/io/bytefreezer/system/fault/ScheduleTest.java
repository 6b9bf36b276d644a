package io.bytefreezer.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Duration TWENTY_MINUTES = Duration.ofMinutes(20);
    private static final Duration PAUSE = Duration.ofSeconds(6);

    private static List<Planned> draw(long seed) {
        return Schedule.draw(seed, Menu.all().withDisks(), TWENTY_MINUTES, PAUSE);
    }

    @Test
    void theSameSeedGivesTheSameFaultsAtTheSameTimes() {
        assertThat(draw(1)).isEqualTo(draw(1));
        assertThat(draw(1)).isNotEqualTo(draw(2));
    }

    @Test
    void twentyMinutesHoldAtLeastAHundredAndFiftyFaultsOfManyKinds() {
        for (long seed = 1; seed <= 20; seed++) {
            List<Planned> planned = draw(seed);
            assertThat(planned).as("seed " + seed).hasSizeBetween(170, 230);
            assertThat(kinds(planned)).as("seed " + seed).hasSizeGreaterThan(20);
        }
    }

    @Test
    void everyKindComesOnceBeforeAnyComesAgain() {
        Menu menu = Menu.all();
        List<Planned> first = draw(7).subList(0, menu.dishes().size());

        assertThat(kinds(first)).hasSize(first.size());
    }

    @Test
    void timesRiseAndEndWithTheRun() {
        Duration last = Duration.ZERO;
        for (Planned planned : draw(3)) {
            assertThat(planned.at()).isGreaterThan(last).isLessThan(TWENTY_MINUTES);
            last = planned.at();
        }
    }

    @Test
    void onlyOneFaultOfKafkaNodesHappensAtATime() {
        Set<String> holders = new HashSet<>();
        for (Planned planned : draw(5)) {
            switch (planned.fault()) {
                case Fault.KillBroker kill -> holders.addAll(kill.holds());
                case Fault.RestartBroker restart -> holders.addAll(restart.holds());
                case Fault.KillController kill -> holders.addAll(kill.holds());
                case Fault.MoveLeaders move -> holders.addAll(move.holds());
                default -> assertThat(planned.fault().holds()).doesNotContain(Fault.KAFKA);
            }
        }
        assertThat(holders).containsExactly(Fault.KAFKA);
    }

    private static Set<String> kinds(List<Planned> planned) {
        return planned.stream().map(each -> each.fault().kind()).collect(Collectors.toSet());
    }
}
