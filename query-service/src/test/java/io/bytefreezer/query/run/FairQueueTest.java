package io.bytefreezer.query.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    @Test
    void takesTheKeysInTurnHoweverManyRequestsOneHas() {
        FairQueue<String> queue = new FairQueue<>(1, 10);
        assertThat(queue.enter("busy", 1, "b0").runs()).isTrue();
        for (String request : List.of("b1", "b2", "b3")) {
            assertThat(queue.enter("busy", 1, request).waits()).isTrue();
        }
        assertThat(queue.enter("calm", 1, "c1").waits()).isTrue();
        assertThat(queue.enter("calm", 1, "c2").waits()).isTrue();
        List<String> order = new ArrayList<>();
        String running = "busy";
        while (queue.waiting() > 0) {
            String next = queue.leave(running).getFirst();
            order.add(next);
            running = next.startsWith("b") ? "busy" : "calm";
        }
        assertThat(order).containsExactly("b1", "c1", "b2", "c2", "b3");
    }

    @Test
    void keepsPlacesFreeThatAKeyMayNotHave() {
        FairQueue<String> queue = new FairQueue<>(3, 10);
        assertThat(queue.enter("a", 2, "a1").runs()).isTrue();
        assertThat(queue.enter("a", 2, "a2").runs()).isTrue();
        assertThat(queue.enter("a", 2, "a3").waits()).isTrue();
        assertThat(queue.enter("b", 2, "b1").runs()).isTrue();
        assertThat(queue.leave("b")).isEmpty();
        assertThat(queue.leave("a")).containsExactly("a3");
    }

    @Test
    void givesAWaitingPlaceOfTheLongestLineToAKeyWithFewer() {
        FairQueue<String> queue = new FairQueue<>(1, 2);
        queue.enter("busy", 1, "b0");
        queue.enter("busy", 1, "b1");
        queue.enter("busy", 1, "b2");
        assertThat(queue.enter("busy", 1, "b3")).isEqualTo(new FairQueue.Admission<>(false, false, null));
        assertThat(queue.enter("calm", 1, "c1")).isEqualTo(new FairQueue.Admission<>(false, true, "b2"));
        // Now each has one: nobody has more than its share.
        assertThat(queue.enter("third", 1, "t1")).isEqualTo(new FairQueue.Admission<>(false, false, null));
        assertThat(queue.waiting()).isEqualTo(2);
    }

    @Test
    void forgetsWhoGaveUp() {
        FairQueue<String> queue = new FairQueue<>(1, 2);
        queue.enter("a", 1, "a1");
        queue.enter("b", 1, "b1");
        assertThat(queue.giveUp("b", "b1")).isTrue();
        assertThat(queue.giveUp("b", "b1")).isFalse();
        assertThat(queue.leave("a")).isEmpty();
        assertThatThrownBy(() -> queue.leave("a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void neverRunsMoreThanItMayAndLosesNobody() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        FairQueue<Integer> queue = new FairQueue<>(3, 5);
        Map<Integer, String> waiting = new HashMap<>();
        List<String> running = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            String key = "k" + random.nextInt(4);
            if (random.nextInt(3) > 0) {
                FairQueue.Admission<Integer> said = queue.enter(key, 2, i);
                Integer out = said.pushedOut();
                if (out != null) {
                    assertThat(waiting.remove(out)).as("seed %d", seed).isNotNull();
                }
                if (said.runs()) {
                    running.add(key);
                } else if (said.waits()) {
                    waiting.put(i, key);
                }
            } else if (!running.isEmpty()) {
                queue.leave(running.remove(random.nextInt(running.size()))).forEach(next -> {
                    running.add(waiting.remove(next));
                });
            }
            assertThat(queue.running())
                    .as("seed %d", seed)
                    .isEqualTo(running.size())
                    .isLessThanOrEqualTo(3);
            assertThat(queue.waiting())
                    .as("seed %d", seed)
                    .isEqualTo(waiting.size())
                    .isLessThanOrEqualTo(5);
            assertThat(running.stream().filter(key::equals).count())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(2);
        }
    }
}
