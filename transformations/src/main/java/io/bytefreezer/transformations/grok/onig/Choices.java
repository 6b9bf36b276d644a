package io.bytefreezer.transformations.grok.onig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes choices, which look at the next byte before they try anything. */
final class Choices {

    /** As many as have a bit in an {@code int}. */
    private static final int CHOICES_MAX = 31;

    private Choices() {}

    static Entry of(Emitter emitter, List<Node> choices, Entry next, Emitter.Setting setting) {
        List<Entry> entries = new ArrayList<>();
        boolean tooMany = choices.size() > CHOICES_MAX;
        for (Node choice : tooMany ? choices.subList(0, CHOICES_MAX - 1) : choices) {
            entries.add(emitter.emit(choice, next, setting));
        }
        if (tooMany) {
            entries.add(of(emitter, choices.subList(CHOICES_MAX - 1, choices.size()), next, setting));
        }
        return between(emitter.ops(), entries, clears(choices, setting), setting);
    }

    static Entry between(Ops ops, List<Entry> entries, int[] clears, Emitter.Setting setting) {
        List<Entry> reachable = new ArrayList<>();
        for (Entry entry : entries) {
            reachable.add(entry);
            if (entry.infallible()) {
                break;
            }
        }
        if (reachable.size() == 1) {
            return reachable.getFirst();
        }
        Op op = ops.add(Op.CHOICE);
        op.clears = clears;
        complete(ops, op, reachable, setting);
        ByteSet first = reachable.stream().map(Entry::first).reduce(ByteSet.NONE, ByteSet::union);
        return new Entry(op, first, reachable.getLast().infallible());
    }

    /** Tells a choice what there is to choose from. */
    static void complete(Ops ops, Op choice, List<Entry> entries, Emitter.Setting setting) {
        choice.choices = entries.stream().map(Entry::op).toArray(Op[]::new);
        choice.masks = ops.masks(entries.stream().map(Entry::first).toList());
        if (Arrays.stream(choice.masks).anyMatch(mask -> Integer.bitCount(mask) > 1)) {
            ops.remember(choice, setting);
            ops.countChoice();
        }
    }

    /** The slots that these choices fill, where a group captures once at most. */
    static int[] clears(List<Node> choices, Emitter.Setting setting) {
        return setting.undone()
                ? new int[0]
                : choices.stream()
                        .flatMap(choice -> Nodes.groups(choice).stream())
                        .mapToInt(group -> 2 * (group - 1))
                        .toArray();
    }
}
