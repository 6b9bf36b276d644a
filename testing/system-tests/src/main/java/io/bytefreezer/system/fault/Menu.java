package io.bytefreezer.system.fault;

import io.bytefreezer.system.gate.StoreFault;
import io.bytefreezer.system.process.ServiceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The kinds of fault a run draws from, and how often each comes: what starts a JVM costs both cores for seconds, so it comes
 * less often than what costs nothing.
 *
 * @param dishes what can be drawn
 */
public record Menu(List<Dish> dishes) {

    private static final int NODES = 3;

    /**
     * One kind of fault.
     *
     * @param share how often it comes, beside the shares of the others
     * @param draw draws its details
     */
    public record Dish(int share, Function<RandomGenerator, Fault> draw) {}

    /** Copies the list. */
    public Menu {
        dishes = List.copyOf(dishes);
    }

    /** Everything that can be done anywhere and is mended within seconds, with two of each service that works in a group. */
    public static Menu quick() {
        List<Dish> dishes = new ArrayList<>(ofStore());
        dishes.addAll(ofCatalog());
        dishes.addAll(ofKafka());
        dishes.addAll(ofServices());
        dishes.add(new Dish(1, random -> new Fault.SendPoison(Fault.SendPoison.Stage.RAW, between(random, 1, 5))));
        dishes.add(
                new Dish(1, random -> new Fault.SendPoison(Fault.SendPoison.Stage.PROCESSED, between(random, 1, 5))));
        return new Menu(dishes);
    }

    /** Everything that can be done anywhere: also what keeps a service busy for a minute and more. */
    public static Menu all() {
        List<Dish> dishes = new ArrayList<>(quick().dishes());
        dishes.add(storm(ServiceKind.PACKER));
        dishes.add(storm(ServiceKind.RECEIVER));
        dishes.add(new Dish(1, random -> new Fault.RecreateTopic()));
        return new Menu(dishes);
    }

    /** The same and full disks, where there are disks to fill. */
    public Menu withDisks() {
        List<Dish> more = new ArrayList<>(dishes);
        more.add(new Dish(2, random -> new Fault.FillDisk(ServiceKind.PACKER, 1, seconds(random, 4, 9))));
        more.add(new Dish(1, random -> new Fault.FillDisk(ServiceKind.PROXY, 1, seconds(random, 4, 9))));
        return new Menu(more);
    }

    private static List<Dish> ofStore() {
        return List.of(
                store(3, random -> new StoreFault.Refuses(503, "SlowDown"), 4, 20),
                store(3, random -> new StoreFault.Refuses(500, "InternalError"), 4, 20),
                store(3, random -> new StoreFault.IsSlow(millis(random, 300, 3_000)), 4, 12),
                store(4, random -> new StoreFault.CutsUpload(), 1, 6),
                store(5, random -> new StoreFault.LosesAnswer(), 1, 4),
                store(2, random -> new StoreFault.RefusesCreation(412, "PreconditionFailed", true), 1, 2),
                store(2, random -> new StoreFault.RefusesCreation(412, "PreconditionFailed", false), 1, 2),
                store(2, random -> new StoreFault.RefusesCreation(409, "ConditionalRequestConflict", false), 1, 3));
    }

    private static Dish store(int share, Function<RandomGenerator, StoreFault> fault, int fewest, int most) {
        return new Dish(
                share,
                random -> new Fault.DisturbStore(
                        fault.apply(random), between(random, fewest, most), seconds(random, 5, 15)));
    }

    private static List<Dish> ofCatalog() {
        return List.of(
                new Dish(5, random -> new Fault.LoseCommits(between(random, 1, 3))),
                new Dish(2, random -> new Fault.CutCatalog()));
    }

    private static List<Dish> ofKafka() {
        return List.of(
                new Dish(3, random -> new Fault.MoveLeaders(between(random, 1, NODES))),
                new Dish(2, random -> new Fault.KillBroker(between(random, 1, NODES + 1), seconds(random, 1, 8))),
                new Dish(1, random -> new Fault.RestartBroker(between(random, 1, NODES + 1))),
                new Dish(1, random -> new Fault.KillController(seconds(random, 1, 6))));
    }

    private static List<Dish> ofServices() {
        return List.of(
                kill(ServiceKind.PROXY, 2, 6),
                kill(ServiceKind.RECEIVER, 2, 12),
                kill(ServiceKind.PIPER, 2, 12),
                kill(ServiceKind.PACKER, 3, 12),
                new Dish(2, random -> new Fault.KillService(ServiceKind.CONTROL, 1, seconds(random, 5, 30))),
                freeze(ServiceKind.RECEIVER),
                freeze(ServiceKind.PIPER),
                freeze(ServiceKind.PACKER));
    }

    private static Dish kill(ServiceKind service, int share, int awayMaxSeconds) {
        return new Dish(
                share,
                random -> new Fault.KillService(service, between(random, 1, 3), seconds(random, 0, awayMaxSeconds)));
    }

    /** Sessions last 10 s. */
    private static Dish freeze(ServiceKind service) {
        return new Dish(2, random -> new Fault.FreezeService(service, between(random, 1, 3), seconds(random, 11, 18)));
    }

    private static Dish storm(ServiceKind service) {
        return new Dish(
                1,
                random -> new Fault.StormOfRebalances(
                        service, between(random, 1, 3), between(random, 2, 4), seconds(random, 1, 5)));
    }

    private static Duration seconds(RandomGenerator random, int fewest, int below) {
        return millis(random, fewest * 1_000, below * 1_000);
    }

    private static Duration millis(RandomGenerator random, int fewest, int below) {
        return Duration.ofMillis(between(random, fewest, below));
    }

    private static int between(RandomGenerator random, int fewest, int below) {
        return random.nextInt(fewest, below);
    }
}
