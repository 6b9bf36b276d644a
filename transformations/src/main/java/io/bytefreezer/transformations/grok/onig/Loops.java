package io.bytefreezer.transformations.grok.onig;

import io.bytefreezer.transformations.grok.onig.Node.Repeat;
import java.util.List;

/** Writes repetitions of more than a character. */
final class Loops {

    private Loops() {}

    static Entry of(Emitter emitter, Repeat repeat, Entry next, Emitter.Setting setting) {
        Emitter.Setting inside = repeat.max() > 1 ? setting.repeated() : setting;
        Entry entry = next;
        int copies = repeat.min();
        if (repeat.max() == Repeat.UNLIMITED) {
            // The first time through is written once with the others.
            entry = endless(emitter, repeat, next, setting);
            copies = Math.max(0, copies - 1);
        } else {
            for (int i = repeat.min(); i < repeat.max(); i++) {
                entry = choice(emitter.ops(), repeat, emitter.emit(repeat.body(), entry, inside), next, setting);
            }
        }
        for (int i = 0; i < copies; i++) {
            entry = emitter.emit(repeat.body(), entry, inside);
        }
        return entry;
    }

    private static Entry choice(Ops ops, Repeat repeat, Entry body, Entry next, Emitter.Setting setting) {
        int[] clears = Choices.clears(repeat.max() > 1 ? List.of() : List.of(repeat.body()), setting);
        return Choices.between(ops, inOrder(repeat, body, next), clears, setting);
    }

    private static List<Entry> inOrder(Repeat repeat, Entry body, Entry next) {
        return repeat.greedy() ? List.of(body, next) : List.of(next, body);
    }

    private static Entry endless(Emitter emitter, Repeat repeat, Entry next, Emitter.Setting setting) {
        Ops ops = emitter.ops();
        Op again = ops.add(Op.CHOICE);
        ByteSet first = Nodes.firstBytes(repeat.body(), next.first()).union(next.first());
        Entry loop = new Entry(again, first, next.infallible());
        Entry body = Nodes.isNullable(repeat.body())
                ? nullable(emitter, repeat, loop, next)
                : emitter.emit(repeat.body(), loop, setting.repeated());
        Choices.complete(ops, again, inOrder(repeat, body, next), setting);
        return repeat.min() == 0 ? loop : body;
    }

    /** A time through that matched nothing is the last one. */
    private static Entry nullable(Emitter emitter, Repeat repeat, Entry loop, Entry next) {
        Ops ops = emitter.ops();
        Op stop = ops.add(Op.STOP_IF_EMPTY, next);
        stop.choices = new Op[] {loop.op()};
        stop.slot = ops.newSlot();
        Entry end = new Entry(stop, loop.first(), false);
        Entry body = emitter.emit(repeat.body(), end, new Emitter.Setting(true, false, null));
        Op mark = ops.add(Op.SAVE_AND_UNDO, body);
        mark.slot = stop.slot;
        return new Entry(mark, body.first(), false);
    }
}
