package io.bytefreezer.system.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws the faults of a run. Stateless: the same seed gives the same faults at the same times. */
public final class Schedule {

    private Schedule() {}

    /**
     * The faults of a run, in the order of their times. Every kind comes once before any comes again; after that each comes
     * as often as its share says.
     *
     * @param seed which run
     * @param menu what to draw from
     * @param length how long the run is: no fault begins later
     * @param pause the mean time from one fault to the next; each pause is between half and one and a half of it
     */
    public static List<Planned> draw(long seed, Menu menu, Duration length, Duration pause) {
        Random random = new Random(seed);
        List<Menu.Dish> deck = new ArrayList<>(menu.dishes());
        Collections.shuffle(deck, random);
        List<Planned> planned = new ArrayList<>();
        Duration at = pause(random, pause);
        while (at.compareTo(length) < 0) {
            if (deck.isEmpty()) {
                menu.dishes().forEach(dish -> deck.addAll(Collections.nCopies(dish.share(), dish)));
                Collections.shuffle(deck, random);
            }
            planned.add(new Planned(at, deck.removeLast().draw().apply(random)));
            at = at.plus(pause(random, pause));
        }
        return List.copyOf(planned);
    }

    private static Duration pause(Random random, Duration mean) {
        return mean.dividedBy(2).plusMillis(random.nextLong(mean.toMillis() + 1));
    }
}
