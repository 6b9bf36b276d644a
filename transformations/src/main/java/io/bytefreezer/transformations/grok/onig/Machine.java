package io.bytefreezer.transformations.grok.onig;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tries one program on one text: depth first, as Oniguruma does, so that it finds the same match. Three things keep it from going
 * astray. Every step is counted, and too many end the search. Once the search takes long, it remembers which instruction was at
 * which place, and does not go there again: what led nowhere once never leads anywhere, since no instruction knows what was
 * captured (the same reasoning as RE2's bit-state search). And its stack is its own, with a limit. Owned by one thread.
 */
final class Machine {

    /** There is no match. */
    static final int NO_MATCH = -1;

    /** The search took too many steps, or too much memory. */
    static final int GAVE_UP = -2;

    /** Some 50 to 350 ms. A step is an instruction or sixteen bytes of a run. */
    private static final int STEPS_MAX = 10_000_000;

    /** Steps after which places are remembered. */
    static final int STEPS_WITHOUT_MEMO = 1_000;

    private static final int NOWHERE = -1;
    /** Numbers in a frame of the stack. */
    static final int FRAME = 3;

    private static final int FRAMES_FIRST = 8;
    private static final int FRAMES_MAX = 1_000_000;

    private final Program program;
    private final byte[] text;
    private final @Nullable HotPath hotPath;

    /** Counts how often each instruction is executed; null when nobody asks. */
    private final int @Nullable [] hits;

    /** Where each group begins and ends, in turns, negative where it took no part; then numbers of instructions. A hot path uses it. */
    final int[] slots;

    /** Frames of an instruction or a slot, a place or a value, and what else the instruction needs. */
    int[] stack = new int[FRAME * FRAMES_FIRST];

    int depth;
    int steps;
    private @Nullable Memo memo;
    private @Nullable Op resumeBy;
    private int resumeAt;

    /**
     * A machine for one text.
     *
     * @param hotPath runs what is usual, on ASCII; null without
     * @param hits counts how often each instruction is executed; null without
     */
    Machine(Program program, byte[] text, @Nullable HotPath hotPath, int @Nullable [] hits) {
        this.program = program;
        this.text = text;
        this.hotPath = hotPath;
        this.hits = hits;
        slots = new int[program.shape().slots()];
        Arrays.fill(slots, NOWHERE);
    }

    /** Where the match ends that begins at a place, {@link #NO_MATCH} or {@link #GAVE_UP}. */
    int run(int start) {
        HotPath path = hotPath;
        return path == null || isTired() ? goOn(program.entry(), start) : runHot(path, start);
    }

    private int runHot(HotPath path, int start) {
        int end = path.run(this, text, start);
        if (end != HotPath.LEFT_OFF) {
            return end;
        }
        Op op = resumeBy == null ? backtrack() : resumeBy;
        return op == null ? NO_MATCH : goOn(op, resumeAt);
    }

    /** A hot path leaves off before an instruction. */
    int leaveOff(int index, int at, int stepsTaken) {
        resumeBy = program.ops()[index];
        resumeAt = at;
        steps = stepsTaken;
        return HotPath.LEFT_OFF;
    }

    /** A hot path leaves off where it took a frame from the stack that it does not know. */
    int leaveOffBacktracking(int stepsTaken) {
        depth += FRAME;
        resumeBy = null;
        steps = stepsTaken;
        return HotPath.LEFT_OFF;
    }

    private int goOn(Op first, int start) {
        Op op = first;
        int at = start;
        while (true) {
            if (++steps > STEPS_MAX) {
                return GAVE_UP;
            }
            if (hits != null) {
                hits[op.index]++;
            }
            if (op.code < Op.CHOICES) {
                int to = move(op, at);
                if (to >= 0) {
                    at = to;
                    op = op.next;
                    continue;
                }
            } else if (op.code == Op.ACCEPT) {
                return at;
            } else {
                Op chosen = choose(op, at);
                if (chosen != null) {
                    op = chosen;
                    continue;
                }
            }
            op = backtrack();
            if (op == null) {
                return NO_MATCH;
            }
            at = resumeAt;
        }
    }

    int move(Op op, int at) {
        return switch (op.code) {
            case Op.LITERAL -> literal(op, at, Literals.isAt(op.bytes, text, at));
            case Op.BYTE -> literal(op, at, at < text.length && text[at] == op.min);
            case Op.SET -> Places.one(op, text, at);
            case Op.RUN -> run(op, at);
            case Op.GREEDY_RUN -> greedy(op, at);
            case Op.LAZY_RUN -> lazy(op, at);
            case Op.SAVE -> save(op, at);
            case Op.SAVE_AND_UNDO -> saveAndUndo(op, at);
            case Op.ANCHOR -> Places.isAt(op, text, at) ? at : NOWHERE;
            case Op.NEXT_IN -> Places.one(op, text, at) >= 0 ? at : NOWHERE;
            case Op.NEXT_NOT_IN -> Places.one(op, text, at) >= 0 ? NOWHERE : at;
            case Op.BEHIND -> Places.isBehind(op, text, at) ? at : NOWHERE;
            case Op.KEEP_DEPTH -> keepDepth(op, at);
            case Op.CUT -> cut(op, at);
            case Op.CUT_AND_RETURN -> cut(op, slots[op.slot + 1]);
            default -> refuse(op);
        };
    }

    private int literal(Op op, int at, boolean isThere) {
        if (op.before >= 0) {
            slots[op.before] = at;
        }
        if (!isThere) {
            return NOWHERE;
        }
        int end = at + op.bytes.length;
        if (op.after >= 0) {
            slots[op.after] = end;
        }
        return end;
    }

    private int run(Op op, int at) {
        int end = Places.run(op, text, at);
        if (op.slot >= 0) {
            slots[op.slot] = at;
            slots[op.slot + 1] = end;
        }
        if (op.then < 0 || end < 0) {
            return end;
        }
        if (end >= text.length || (text[end] & 0xFF) != op.then) {
            return NOWHERE;
        }
        if (op.after >= 0) {
            slots[op.after] = end + 1;
        }
        return end + 1;
    }

    private int save(Op op, int at) {
        slots[op.slot] = at;
        return at;
    }

    private int saveAndUndo(Op op, int at) {
        push(NOWHERE - op.slot, slots[op.slot], 0);
        slots[op.slot] = at;
        return at;
    }

    private int keepDepth(Op op, int at) {
        slots[op.slot] = depth;
        if (op.returns) {
            slots[op.slot + 1] = at;
        }
        return at;
    }

    /** Forgets the choices made since, but not what to undo. */
    private int cut(Op op, int at) {
        int kept = slots[op.slot];
        for (int frame = kept; frame < depth; frame += FRAME) {
            if (stack[frame] < 0) {
                System.arraycopy(stack, frame, stack, kept, FRAME);
                kept += FRAME;
            }
        }
        depth = kept;
        return at;
    }

    /** What must not come did: nothing of it stays. */
    private int refuse(Op op) {
        int kept = slots[op.slot];
        while (depth > kept) {
            depth -= FRAME;
            if (stack[depth] < 0) {
                slots[NOWHERE - stack[depth]] = stack[depth + 1];
            }
        }
        return NOWHERE;
    }

    private @Nullable Op choose(Op op, int at) {
        return switch (op.code) {
            case Op.CHOICE -> isKnown(op, at) ? null : choose(op, at, op.masks[byteAt(at)]);
            case Op.UNLESS -> unless(op, at);
            default -> at == slots[op.slot] ? op.next : op.choices[0];
        };
    }

    private @Nullable Op choose(Op op, int at, int mask) {
        if (mask == 0) {
            return null;
        }
        for (int slot : op.clears) {
            slots[slot] = NOWHERE;
        }
        int others = mask & mask - 1;
        if (others != 0) {
            push(op.index, at, others);
        }
        return op.choices[Integer.numberOfTrailingZeros(mask)];
    }

    Op unless(Op op, int at) {
        slots[op.slot] = depth;
        push(op.index, at, 0);
        return op.choices[0];
    }

    private int byteAt(int at) {
        return at < text.length ? text[at] & 0xFF : ByteSet.END;
    }

    private int greedy(Op op, int at) {
        if (isKnown(op, at)) {
            return NOWHERE;
        }
        int least = Places.least(op, text, at);
        if (least < 0) {
            return NOWHERE;
        }
        int most = Places.most(op, text, least);
        steps += (most - at) >> 4;
        if (op.slot >= 0) {
            slots[op.slot] = at;
        }
        return longest(op, most, least);
    }

    /** The last place, from here back, at which what comes next may match. */
    private int longest(Op op, int most, int least) {
        boolean[] follow = op.follow;
        for (int at = most; at >= least; at--) {
            if (follow[byteAt(at)]) {
                if (at > least) {
                    push(op.index, at, least);
                }
                return ended(op, at);
            }
        }
        return NOWHERE;
    }

    private int ended(Op op, int end) {
        if (op.slot >= 0) {
            slots[op.slot + 1] = end;
        }
        return end;
    }

    private int lazy(Op op, int at) {
        if (isKnown(op, at)) {
            return NOWHERE;
        }
        int least = Places.least(op, text, at);
        if (op.slot >= 0) {
            slots[op.slot] = at;
        }
        return least < 0 ? NOWHERE : shortest(op, least, op.max - op.min);
    }

    /** The first place, from here on, at which what comes next may match. */
    private int shortest(Op op, int from, int charactersLeft) {
        int at = Places.plain(op, text, from, charactersLeft);
        int left = charactersLeft - (at - from);
        while (at >= 0 && !op.follow[byteAt(at)]) {
            at = left > 0 ? Places.one(op, text, at) : NOWHERE;
            left--;
        }
        steps += (charactersLeft - left) >> 4;
        if (at < 0) {
            return NOWHERE;
        }
        if (left > 0) {
            push(op.index, at, left);
        }
        return ended(op, at);
    }

    private @Nullable Op backtrack() {
        while (depth > 0) {
            depth -= FRAME;
            int index = stack[depth];
            int place = stack[depth + 1];
            int more = stack[depth + 2];
            if (index < 0) {
                slots[NOWHERE - index] = place;
            } else {
                Op op = resume(program.ops()[index], place, more);
                if (op != null) {
                    return op;
                }
            }
        }
        return null;
    }

    private @Nullable Op resume(Op op, int place, int more) {
        resumeAt = place;
        return switch (op.code) {
            case Op.CHOICE -> choose(op, place, more);
            case Op.GREEDY_RUN -> resumed(op, longest(op, place - 1, more));
            case Op.LAZY_RUN -> resumed(op, longer(op, place, more));
            default -> op.next;
        };
    }

    private @Nullable Op resumed(Op op, int at) {
        resumeAt = at;
        return at < 0 ? null : op.next;
    }

    private int longer(Op op, int place, int left) {
        int at = Places.one(op, text, place);
        return at < 0 ? NOWHERE : shortest(op, at, left - 1);
    }

    void push(int index, int place, int more) {
        if (depth == stack.length) {
            grow();
        }
        stack[depth] = index;
        stack[depth + 1] = place;
        stack[depth + 2] = more;
        depth += FRAME;
    }

    private void grow() {
        if (depth >= FRAME * FRAMES_MAX) {
            steps = STEPS_MAX;
        }
        stack = Arrays.copyOf(stack, 2 * depth);
    }

    /** Whether this instruction was at this place before, in vain; it was from now on. */
    private boolean isKnown(Op op, int at) {
        return op.memo >= 0 && isTired() && memo().isKnown(op.memo, at);
    }

    private Memo memo() {
        Memo known = memo;
        if (known == null) {
            known = new Memo(program.shape().memos(), text.length + 1);
            memo = known;
        }
        return known;
    }

    private boolean isTired() {
        return steps > STEPS_WITHOUT_MEMO;
    }
}
