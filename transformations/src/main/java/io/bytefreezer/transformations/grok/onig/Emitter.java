package io.bytefreezer.transformations.grok.onig;

import io.bytefreezer.transformations.grok.onig.Node.Ahead;
import io.bytefreezer.transformations.grok.onig.Node.Alternatives;
import io.bytefreezer.transformations.grok.onig.Node.Anchor;
import io.bytefreezer.transformations.grok.onig.Node.Atomic;
import io.bytefreezer.transformations.grok.onig.Node.Behind;
import io.bytefreezer.transformations.grok.onig.Node.Capture;
import io.bytefreezer.transformations.grok.onig.Node.Chars;
import io.bytefreezer.transformations.grok.onig.Node.Repeat;
import io.bytefreezer.transformations.grok.onig.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a program from its end to its beginning, so that each part knows what may come after it. */
final class Emitter {

    /**
     * Where a part stands.
     *
     * @param undone whether a group in here may capture again, and must get back what it captured before when that leads nowhere
     * @param memo whether the place in the text is all that decides what happens from here on
     * @param before the characters that may stand before; null when any may, or none
     */
    record Setting(boolean undone, boolean memo, @Nullable CharSet before) {

        Setting repeated() {
            return new Setting(true, memo, null);
        }

        /** Inside what is atomic, or only looked at, going in vain to a place is not all there is to know of it. */
        Setting inside() {
            return new Setting(undone, false, before);
        }

        Setting after(Node node) {
            return new Setting(undone, memo, Nodes.lastOf(node, before));
        }
    }

    private final Ops ops;

    private Emitter(int groups) {
        ops = new Ops(2 * groups);
    }

    static Program emit(Node root, int groups) {
        Emitter emitter = new Emitter(groups);
        Ops ops = emitter.ops;
        Entry accept = new Entry(ops.add(Op.ACCEPT), ByteSet.ALL, true);
        Entry entry = emitter.emit(root, accept, new Setting(false, true, null));
        Op first = ops.complete(entry.op());
        return new Program(
                ops.all(),
                first,
                entry.first().table(),
                Literals.of(root),
                Nodes.minBytes(root),
                new Program.Shape(ops.slots(), groups, ops.memos(), Starts.of(root)));
    }

    Ops ops() {
        return ops;
    }

    Entry emit(Node node, Entry next, Setting setting) {
        return switch (node) {
            case Chars chars -> Runs.one(ops, chars.set(), next);
            case Sequence sequence -> sequence(sequence.parts(), next, setting);
            case Alternatives alternatives -> Choices.of(this, alternatives.choices(), next, setting);
            case Repeat repeat -> repeat(repeat, next, setting);
            case Capture capture -> capture(capture, next, setting);
            case Atomic atomic -> atomic(atomic, next, setting);
            case Ahead ahead -> ahead(ahead, next, setting);
            case Behind behind -> behind(behind, next, setting);
            case Anchor anchor -> anchor(anchor, next, setting);
        };
    }

    private Entry sequence(List<Node> parts, Entry next, Setting setting) {
        List<Setting> settings = new ArrayList<>();
        Setting at = setting;
        for (Node part : parts) {
            settings.add(at);
            at = at.after(part);
        }
        Entry entry = next;
        int end = parts.size();
        while (end > 0) {
            int begin = Runs.literalBegin(parts, end);
            if (end - begin > 1) {
                entry = Runs.literal(ops, parts.subList(begin, end), entry);
            } else {
                begin = end - 1;
                entry = emit(parts.get(begin), entry, settings.get(begin));
            }
            end = begin;
        }
        return entry;
    }

    private Entry repeat(Repeat repeat, Entry next, Setting setting) {
        return repeat.body() instanceof Chars chars
                ? Runs.run(ops, new Runs.Run(chars.set(), repeat), next, setting)
                : Loops.of(this, repeat, next, setting);
    }

    private Entry capture(Capture capture, Entry next, Setting setting) {
        int slot = 2 * (capture.group() - 1);
        Entry end = save(slot + 1, next, setting);
        Entry body = emit(capture.body(), end, setting);
        if (!setting.undone() && Runs.isRunTo(end.op(), body.op())) {
            Runs.capture(body.op(), slot, next.op());
            return body;
        }
        return save(slot, body, setting);
    }

    private Entry save(int slot, Entry next, Setting setting) {
        if (!setting.undone() && next.op().isLiteral() && next.op().before < 0) {
            Op literal = ops.addCopy(next.op());
            literal.before = slot;
            return new Entry(literal, next.first(), next.infallible());
        }
        Op op = ops.add(setting.undone() ? Op.SAVE_AND_UNDO : Op.SAVE, next);
        op.slot = slot;
        return new Entry(op, next.first(), next.infallible());
    }

    private Entry atomic(Atomic atomic, Entry next, Setting setting) {
        Entry plain = unambiguous(atomic.body(), next, setting);
        if (plain != null) {
            return plain;
        }
        ByteSet first = Nodes.firstBytes(atomic.body(), next.first());
        int choicesBefore = ops.choicesMade();
        Op cut = ops.add(Op.CUT, next);
        cut.slot = ops.newSlot();
        Entry body = emit(atomic.body(), new Entry(cut, ByteSet.ALL, true), setting.inside());
        if (ops.choicesMade() == choicesBefore) {
            // There is nothing to cut off: it has one way to match at most.
            ops.skip(cut);
            return new Entry(body.op(), first, body.infallible() && next.infallible());
        }
        Op keep = ops.add(Op.KEEP_DEPTH, body);
        keep.slot = cut.slot;
        return new Entry(keep, first, body.infallible() && next.infallible());
    }

    /**
     * The same without being atomic, if the next byte always tells which way to go: then the only way that what comes next allows
     * is the one taken first anyway. Null if not.
     */
    private @Nullable Entry unambiguous(Node body, Entry next, Setting setting) {
        if (!Preferences.isMoreFirst(body)) {
            return null;
        }
        Ops.Mark mark = ops.mark();
        Entry entry = emit(body, next, setting);
        if (ops.choicesMade() == mark.choicesMade()) {
            return entry;
        }
        ops.goBackTo(mark);
        return null;
    }

    private Entry ahead(Ahead ahead, Entry next, Setting setting) {
        boolean isNeverThere = ahead.negative()
                && !Nodes.isNullable(ahead.body())
                && !next.first().sharesBytesWith(Nodes.firstBytes(ahead.body(), ByteSet.ALL));
        if (isNeverThere) {
            return next;
        }
        if (ahead.body() instanceof Chars chars) {
            Op look = ops.add(ahead.negative() ? Op.NEXT_NOT_IN : Op.NEXT_IN, next);
            look.set = chars.set();
            look.bytes = ops.exact(chars.set());
            return new Entry(look, Nodes.firstBytes(ahead, next.first()), false);
        }
        return ahead.negative() ? notAhead(ahead, next, setting) : isAhead(ahead, next, setting);
    }

    private Entry isAhead(Ahead ahead, Entry next, Setting setting) {
        Op end = ops.add(Op.CUT_AND_RETURN, next);
        end.slot = ops.newSlot();
        ops.newSlot();
        Entry body = emit(ahead.body(), new Entry(end, ByteSet.ALL, true), setting.inside());
        Op keep = ops.add(Op.KEEP_DEPTH, body);
        keep.slot = end.slot;
        keep.returns = true;
        return new Entry(keep, Nodes.firstBytes(ahead, next.first()), false);
    }

    private Entry notAhead(Ahead ahead, Entry next, Setting setting) {
        Op end = ops.add(Op.REFUSE);
        end.slot = ops.newSlot();
        Entry body = emit(
                ahead.body(),
                new Entry(end, ByteSet.ALL, true),
                setting.repeated().inside());
        Op unless = ops.add(Op.UNLESS, next);
        unless.slot = end.slot;
        unless.choices = new Op[] {body.op()};
        ops.countChoice();
        return new Entry(unless, next.first(), false);
    }

    private Entry behind(Behind behind, Entry next, Setting setting) {
        if (behind.negative() && isForeign(behind.sets(), setting.before())) {
            return next;
        }
        Op op = ops.add(Op.BEHIND, next);
        op.behind = behind;
        op.bytes = ops.exact(
                behind.sets().isEmpty() ? CharSet.EMPTY : behind.sets().getLast());
        return new Entry(op, next.first(), false);
    }

    private static boolean isForeign(List<CharSet> sets, @Nullable CharSet before) {
        return before != null
                && !sets.isEmpty()
                && sets.getLast().intersect(before).isEmpty();
    }

    private Entry anchor(Anchor anchor, Entry next, Setting setting) {
        if (anchor == Anchor.WORD_BOUNDARY && WordBoundary.isCertain(setting.before(), next.first())) {
            return next;
        }
        Op op = ops.add(Op.ANCHOR, next);
        op.anchor = anchor;
        return new Entry(op, Nodes.firstBytes(anchor, next.first()), false);
    }
}
