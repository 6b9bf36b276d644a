package io.bytefreezer.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.system.process.Addresses;
import io.bytefreezer.system.process.Child;
import io.bytefreezer.system.process.Frozen;
import io.bytefreezer.system.process.Ports;
import io.bytefreezer.system.process.ServiceKind;
import io.bytefreezer.system.process.Stack;
import io.bytefreezer.system.process.StackPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two owners of one partition never both commit. Of receiver, piper and packer the owner is stopped with SIGSTOP in the middle
 * of its work, another takes its partition over and commits, and then the first wakes up and goes on as if nothing had been.
 */
class FencingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Much longer than the receiver fills an object and the packer a batch, shorter than they wait for the store's answer. */
    private static final int SECONDS_TO_THE_MIDDLE = 8;

    private static final Duration SERVES_WITHIN = Duration.ofSeconds(60);
    private static final List<ServiceKind> FENCED =
            List.of(ServiceKind.RECEIVER, ServiceKind.PIPER, ServiceKind.PACKER);

    /**
     * What the log says of it. Of a piper that wakes before a commit or in it, its broker says one of the first two, or it gives
     * its task up because the time for the broker's answer went by in its sleep. One that hears first that its
     * partitions are another's commits nothing more.
     */
    private static final Map<ServiceKind, List<String>> REFUSED = Map.of(
            ServiceKind.RECEIVER,
            List.of("is there already: "),
            ServiceKind.PIPER,
            List.of(
                    "TaskMigratedException",
                    "InvalidTxnStateException",
                    "TaskCorruptedException",
                    "went to other pipers because this one was silent"),
            ServiceKind.PACKER,
            List.of("another packer was faster"));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void whoWakesUpAfterItsPartitionWentToAnotherCommitsNothingAndGoesOnAsAGoodMember() {
        Ports ports = new Ports();
        Map<ServiceKind, Integer> services =
                Map.of(ServiceKind.RECEIVER, 2, ServiceKind.PIPER, 2, ServiceKind.PACKER, 2, ServiceKind.QUERY, 1);
        try (Stack stack = new Stack(StackPlan.of(directory, Addresses.direct(ports, 1), services), ports)) {
            stack.startFoundations();
            try (Numbers numbers = Numbers.of(stack)) {
                start(stack, 0);
                numbers.begin(PATIENCE);
                numbers.awaitEverywhere(PATIENCE);
                freezeInTheMiddleAndReplace(stack, numbers);
                numbers.awaitEverywhere(PATIENCE);
                FENCED.forEach(kind ->
                        Await.that("the " + kind + " is seen to be refused", PATIENCE, () -> isRefused(stack, kind)));

                FENCED.forEach(kind -> child(stack, kind, 1).stop());
                numbers.awaitEverywhere(PATIENCE);
                FENCED.forEach(kind -> assertThat(child(stack, kind, 0).starts())
                        .as("%s is the process it was", kind)
                        .isEqualTo(1));
            }
        }
    }

    /** When this returns, the second ones have brought everything to its end, and the first ones are awake again. */
    private static void freezeInTheMiddleAndReplace(Stack stack, Numbers numbers) {
        List<Frozen> frozen = new ArrayList<>();
        try {
            try (Frozen store = stack.store().freeze()) {
                // The receiver waits for the answer to its object, the packer for that to its data file.
                assertThat(store).isNotNull();
                numbers.awaitProcessed(numbers.sent() + Numbers.EACH_SECOND * SECONDS_TO_THE_MIDDLE, PATIENCE);
                frozen.add(child(stack, ServiceKind.RECEIVER, 0).freeze());
                frozen.add(child(stack, ServiceKind.PACKER, 0).freeze());
                // What they sent is lost with the store's process, so they have to send it again when they wake.
                stack.store().kill();
            }
            stack.store().start();
            stack.store().awaitServing(SERVES_WITHIN);
            frozen.add(child(stack, ServiceKind.PIPER, 0).freeze());
            start(stack, 1);
            numbers.awaitEverywhere(PATIENCE);
        } finally {
            frozen.forEach(Frozen::close);
        }
    }

    private static void start(Stack stack, int index) {
        List<Child> children = new ArrayList<>();
        FENCED.forEach(kind -> children.add(child(stack, kind, index)));
        children.add(child(stack, ServiceKind.QUERY, 0));
        children.forEach(Child::start);
        children.forEach(child -> child.awaitServing(SERVES_WITHIN));
    }

    private static Child child(Stack stack, ServiceKind kind, int index) {
        return stack.services(kind).get(index).process();
    }

    /** Whether the first one's log tells that what it wanted to commit was refused. */
    private static boolean isRefused(Stack stack, ServiceKind kind) {
        String log = log(child(stack, kind, 0));
        return REFUSED.getOrDefault(kind, List.of()).stream().anyMatch(log::contains);
    }

    private static String log(Child child) {
        try {
            return Files.readString(child.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
