package io.bytefreezer.transformations.grok.onig;

import io.bytefreezer.transformations.grok.onig.Node.Anchor;
import io.bytefreezer.transformations.grok.onig.Node.Chars;
import io.bytefreezer.transformations.grok.onig.Node.Repeat;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes literals, sets and runs of characters. */
final class Runs {

    private Runs() {}

    /** Characters of a set, one after the other. */
    record Run(CharSet set, Repeat times) {}

    static Entry one(Ops ops, CharSet set, Entry next) {
        if (set.single() >= 0) {
            return literal(ops, List.of(new Chars(set)), next);
        }
        Op op = ops.add(Op.SET, next);
        op.set = set;
        op.bytes = ops.exact(set);
        return new Entry(op, set.firstBytes(), false);
    }

    /** Where the characters begin that stand alone in their sets and end before this part. */
    static int literalBegin(List<Node> parts, int end) {
        int begin = end;
        while (begin > 0
                && parts.get(begin - 1) instanceof Chars chars
                && chars.set().single() >= 0) {
            begin--;
        }
        return begin;
    }

    static Entry literal(Ops ops, List<Node> characters, Entry next) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Node character : characters) {
            bytes.writeBytes(Utf8.encode(((Chars) character).set().single()));
        }
        Op op = ops.add(bytes.size() == 1 ? Op.BYTE : Op.LITERAL, next);
        op.bytes = bytes.toByteArray();
        op.min = op.bytes[0];
        if (op.next.code == Op.SAVE) {
            op.after = op.next.slot;
            op.next = op.next.next;
        }
        return new Entry(op, ByteSet.range(op.min & 0xFF, op.min & 0xFF), false);
    }

    static Entry run(Ops ops, Run run, Entry next, Emitter.Setting setting) {
        Repeat times = run.times();
        boolean shortest = !times.greedy() && next.infallible();
        int max = shortest ? times.min() : times.max();
        boolean settled = max == times.min() || isSettled(run, next, setting);
        Op op = ops.add(settled ? Op.RUN : times.greedy() ? Op.GREEDY_RUN : Op.LAZY_RUN, next);
        op.set = run.set();
        op.min = times.min();
        op.max = max;
        op.bytes = table(ops, run.set(), op);
        if (settled) {
            takeByteAfter(op);
        } else {
            op.follow = ops.follow(next.first());
            ops.remember(op, setting);
            ops.countChoice();
        }
        ByteSet first = run.set().firstBytes().union(times.min() == 0 ? next.first() : ByteSet.NONE);
        return new Entry(op, first, times.min() == 0 && next.infallible());
    }

    private static byte[] table(Ops ops, CharSet set, Op run) {
        boolean isCounted = run.max != Repeat.UNLIMITED || run.min > 1;
        return isCounted ? ops.exact(set) : ops.forRun(set);
    }

    private static void takeByteAfter(Op run) {
        Op next = run.next;
        if (next.code == Op.BYTE && next.before < 0) {
            run.then = next.min & 0xFF;
            run.after = next.after;
            run.next = next.next;
        }
    }

    /** Whether this is a run alone, not with the byte after it, and this other instruction comes next. */
    static boolean isRunTo(Op next, Op op) {
        return op.next == next
                && op.slot < 0
                && op.then < 0
                && (op.code == Op.RUN || op.code == Op.GREEDY_RUN || op.code == Op.LAZY_RUN);
    }

    /** Lets a run keep its beginning and its end, instead of instructions around it. */
    static void capture(Op run, int slot, Op next) {
        run.slot = slot;
        run.next = next;
        if (run.code == Op.RUN) {
            takeByteAfter(run);
        }
    }

    /** Whether nothing is won by a shorter run than the longest. */
    private static boolean isSettled(Run run, Entry next, Emitter.Setting setting) {
        if (next.infallible() && run.times().greedy()) {
            return true;
        }
        if (!next.first().sharesBytesWith(run.set().firstBytes())) {
            return true;
        }
        // Within a word there is no boundary.
        CharSet before = setting.before();
        boolean afterWord = run.times().min() > 0 || (before != null && before.isSubsetOf(CharSet.UNICODE_WORD));
        return next.op().code == Op.ANCHOR
                && next.op().anchor == Anchor.WORD_BOUNDARY
                && afterWord
                && run.set().isSubsetOf(CharSet.UNICODE_WORD);
    }
}
