package io.bytefreezer.transformations.grok.onig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The instructions of a program while it is written. */
final class Ops {

    /** Larger programs are left to joni. */
    private static final int COUNT_MAX = 8_000;

    private final List<Op> all = new ArrayList<>();
    private final List<Op> skipped = new ArrayList<>();

    // Tables are shared: the fewer there are, the more of them stay in the processor's cache.
    private final Map<CharSet, byte[]> exact = new HashMap<>();
    private final Map<CharSet, byte[]> forRuns = new HashMap<>();
    private final Map<ByteSet, boolean[]> follows = new HashMap<>();
    private final Map<List<ByteSet>, int[]> masks = new HashMap<>();

    private int slots;
    private int memos;
    private int choicesMade;

    Ops(int slots) {
        this.slots = slots;
    }

    Op add(int code) {
        if (all.size() == COUNT_MAX) {
            throw new UnsupportedSyntax("a program that is too large");
        }
        Op op = new Op(code, all.size());
        all.add(op);
        return op;
    }

    Op addCopy(Op literal) {
        Op op = new Op(literal, add(literal.code).index);
        all.set(op.index, op);
        return op;
    }

    Op add(int code, Entry next) {
        Op op = add(code);
        op.next = next.op();
        return op;
    }

    byte[] exact(CharSet set) {
        return exact.computeIfAbsent(set, CharTable::exact);
    }

    byte[] forRun(CharSet set) {
        return forRuns.computeIfAbsent(set, CharTable::forRun);
    }

    boolean[] follow(ByteSet first) {
        return follows.computeIfAbsent(first, ByteSet::table);
    }

    /** For each byte, and the end, a bit for each of the sets that has it. */
    int[] masks(List<ByteSet> firsts) {
        return masks.computeIfAbsent(List.copyOf(firsts), Ops::newMasks);
    }

    private static int[] newMasks(List<ByteSet> firsts) {
        int[] masks = new int[ByteSet.END + 1];
        for (int b = 0; b <= ByteSet.END; b++) {
            for (int i = 0; i < firsts.size(); i++) {
                masks[b] |= firsts.get(i).contains(b) ? 1 << i : 0;
            }
        }
        return masks;
    }

    /** How far the program is. */
    record Mark(int size, int slots, int memos, int choicesMade) {}

    Mark mark() {
        return new Mark(all.size(), slots, memos, choicesMade);
    }

    /** Forgets what was added since. */
    void goBackTo(Mark mark) {
        all.subList(mark.size(), all.size()).clear();
        slots = mark.slots();
        memos = mark.memos();
        choicesMade = mark.choicesMade();
    }

    /** As if this instruction were not there. */
    void skip(Op op) {
        skipped.add(op);
    }

    int newSlot() {
        return slots++;
    }

    int slots() {
        return slots;
    }

    int memos() {
        return memos;
    }

    void remember(Op op, Emitter.Setting setting) {
        if (setting.memo()) {
            op.memo = memos++;
        }
    }

    /** An instruction was made that may come back to try something else. */
    void countChoice() {
        choicesMade++;
    }

    int choicesMade() {
        return choicesMade;
    }

    Op[] all() {
        return all.toArray(Op[]::new);
    }

    /** Takes out the instructions that are to be skipped; gives the one to begin with. */
    Op complete(Op entry) {
        for (Op op : all) {
            op.next = behindSkipped(op.next);
            for (int i = 0; i < op.choices.length; i++) {
                op.choices[i] = behindSkipped(op.choices[i]);
            }
        }
        return behindSkipped(entry);
    }

    private Op behindSkipped(Op op) {
        Op at = op;
        while (skipped.contains(at)) {
            at = at.next;
        }
        return at;
    }
}
