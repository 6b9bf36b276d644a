package io.bytefreezer.transformations.grok.onig;

import static io.bytefreezer.transformations.grok.onig.HotCode.AT;
import static io.bytefreezer.transformations.grok.onig.HotCode.MORE;
import static io.bytefreezer.transformations.grok.onig.HotCode.TEMPORARY;

import java.lang.classfile.Label;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Writes each hot instruction of a program, to do what {@link Machine} does for it. Belongs to one thread. */
final class HotInstructions {

    private final HotCode code;
    private final Predicate<Op> isHot;
    private final Label backtrack;
    private final Map<Integer, Label> starts = new TreeMap<>();
    private final Map<Integer, Exit> exits = new TreeMap<>();
    private final Map<Integer, Label> resumes = new TreeMap<>();
    private final Deque<Op> unwritten = new ArrayDeque<>();

    /** Where the machine takes over, before an instruction. */
    private record Exit(Op op, Label label) {}

    HotInstructions(HotCode code, Predicate<Op> isHot) {
        this.code = code;
        this.isHot = isHot;
        this.backtrack = code.newLabel();
    }

    /** Everything, from the first instruction on. */
    void write(Op entry) {
        code.begin();
        label(entry);
        while (!unwritten.isEmpty()) {
            Op op = unwritten.pop();
            code.bind(label(op));
            write1(op);
        }
        writeBacktrack();
        exits.values().forEach(exit -> code.bind(exit.label()).leaveOff(exit.op()));
    }

    /** Where an instruction begins, which is written later if it was not yet; for a cold one, where the machine takes over. */
    private Label label(Op op) {
        if (!isHot.test(op)) {
            return exit(op);
        }
        return starts.computeIfAbsent(op.index, index -> {
            unwritten.push(op);
            return code.newLabel();
        });
    }

    private Label exit(Op op) {
        return exits.computeIfAbsent(op.index, index -> new Exit(op, code.newLabel()))
                .label();
    }

    private void write1(Op op) {
        switch (op.code) {
            case Op.LITERAL, Op.BYTE -> literal(op);
            case Op.SET -> set(op);
            case Op.RUN -> run(op);
            case Op.GREEDY_RUN -> greedy(op);
            case Op.LAZY_RUN -> lazy(op);
            case Op.CHOICE -> choice(op);
            case Op.ACCEPT -> code.step().accept();
            default -> rare(op);
        }
    }

    private void rare(Op op) {
        code.step();
        switch (op.code) {
            case Op.SAVE -> code.keep(op.slot, AT).go(label(op.next));
            case Op.ANCHOR -> look(op, "isAt");
            case Op.BEHIND -> look(op, "isBehind");
            case Op.NEXT_IN -> in(op).ifZero(backtrack).go(label(op.next));
            case Op.NEXT_NOT_IN -> in(op).ifNotZero(backtrack).go(label(op.next));
            default -> onTheMachine(op);
        }
    }

    /** What changes the stack is done by the machine. */
    private void onTheMachine(Op op) {
        switch (op.code) {
            case Op.SAVE_AND_UNDO, Op.KEEP_DEPTH, Op.CUT, Op.CUT_AND_RETURN, Op.REFUSE ->
                code.machine()
                        .object(op, Op.class)
                        .load(AT)
                        .callMachine("move", int.class, Op.class, int.class)
                        .store(AT)
                        .load(AT)
                        .ifNegative(backtrack)
                        .go(label(op.next));
            case Op.UNLESS ->
                code.machine()
                        .object(op, Op.class)
                        .load(AT)
                        .callMachine("unless", Op.class, Op.class, int.class)
                        .pop()
                        .go(label(op.choices[0]));
            case Op.STOP_IF_EMPTY ->
                code.load(AT).slot(op.slot).ifEqual(label(op.next)).go(label(op.choices[0]));
            default -> throw new IllegalStateException("no instruction: " + op.code);
        }
        if (op.code == Op.UNLESS) {
            code.bind(resume(op)).go(label(op.next));
        }
    }

    private void look(Op op, String question) {
        code.object(op, Op.class)
                .text()
                .load(AT)
                .call(Places.class, question, boolean.class, Op.class, byte[].class, int.class)
                .ifZero(backtrack)
                .go(label(op.next));
    }

    private HotCode in(Op op) {
        return code.object(op.bytes, byte[].class)
                .text()
                .load(AT)
                .call(Ascii.class, "isIn", boolean.class, byte[].class, byte[].class, int.class);
    }

    private HotCode isByte(int wanted) {
        return code.text()
                .load(AT)
                .number(wanted)
                .call(Ascii.class, "isByte", boolean.class, byte[].class, int.class, int.class);
    }

    private void literal(Op op) {
        code.step().keep(op.before, AT);
        if (op.code == Op.BYTE) {
            isByte(op.min);
        } else {
            code.object(op.bytes, byte[].class)
                    .text()
                    .load(AT)
                    .call(Literals.class, "isAt", boolean.class, byte[].class, byte[].class, int.class);
        }
        code.ifZero(backtrack).increase(AT, op.bytes.length).keep(op.after, AT).go(label(op.next));
    }

    private void set(Op op) {
        code.step();
        in(op).ifZero(backtrack).increase(AT, 1).go(label(op.next));
    }

    /** Runs over characters of the set; the place behind, or one that is negative, is in the variable {@code TEMPORARY}. */
    private HotCode over(Op op, int max) {
        return code.object(op.bytes, byte[].class)
                .text()
                .load(AT)
                .number(op.min)
                .number(max)
                .call(Ascii.class, "run", int.class, byte[].class, byte[].class, int.class, int.class, int.class)
                .store(TEMPORARY);
    }

    private void run(Op op) {
        code.step();
        over(op, op.max);
        if (op.slot >= 0) {
            code.keep(op.slot, AT).keep(op.slot + 1, TEMPORARY);
        }
        code.load(TEMPORARY).ifNegative(backtrack).load(TEMPORARY).store(AT);
        if (op.then >= 0) {
            isByte(op.then).ifZero(backtrack).increase(AT, 1).keep(op.after, AT);
        }
        code.go(label(op.next));
    }

    private void greedy(Op op) {
        code.ifTired(exit(op)).step();
        over(op, op.max).load(TEMPORARY).ifNegative(backtrack);
        code.load(TEMPORARY).load(AT).countRun().keep(op.slot, AT);
        code.load(AT).number(op.min).plus().store(MORE).load(TEMPORARY).store(AT);
        Label longest = code.newLabel();
        Label last = code.newLabel();
        code.bind(longest)
                .object(op.follow, boolean[].class)
                .text()
                .load(AT)
                .load(MORE)
                .call(Ascii.class, "longest", int.class, boolean[].class, byte[].class, int.class, int.class)
                .store(AT)
                .load(AT)
                .ifNegative(backtrack)
                .load(MORE)
                .load(AT)
                .ifNotLess(last)
                .push(op, AT, MORE)
                .bind(last);
        ended(op);
        code.bind(resume(op)).increase(AT, -1).go(longest);
    }

    private void ended(Op op) {
        if (op.slot >= 0) {
            code.keep(op.slot + 1, AT);
        }
        code.go(label(op.next));
    }

    private void lazy(Op op) {
        code.ifTired(exit(op)).step();
        over(op, op.min).keep(op.slot, AT).load(TEMPORARY).ifNegative(backtrack);
        code.load(TEMPORARY).store(AT).number(op.max - op.min).store(MORE);
        Label shortest = code.newLabel();
        Label ends = code.newLabel();
        Label last = code.newLabel();
        code.bind(shortest)
                .object(op.bytes, byte[].class)
                .object(op.follow, boolean[].class)
                .text()
                .load(AT)
                .load(MORE)
                .call(
                        Ascii.class,
                        "shortest",
                        int.class,
                        byte[].class,
                        boolean[].class,
                        byte[].class,
                        int.class,
                        int.class)
                .store(TEMPORARY);
        code.object(op.follow, boolean[].class)
                .text()
                .load(TEMPORARY)
                .call(Ascii.class, "mayFollow", boolean.class, boolean[].class, byte[].class, int.class);
        code.ifNotZero(ends)
                .load(TEMPORARY)
                .number(1)
                .plus()
                .load(AT)
                .countRun()
                .go(backtrack);
        code.bind(ends).load(TEMPORARY).load(AT).countRun();
        code.load(MORE).load(TEMPORARY).load(AT).minus().minus().store(MORE);
        code.load(TEMPORARY)
                .store(AT)
                .number(0)
                .load(MORE)
                .ifNotLess(last)
                .push(op, AT, MORE)
                .bind(last);
        ended(op);
        code.bind(resume(op));
        in(op).ifZero(backtrack).increase(AT, 1).increase(MORE, -1).go(shortest);
    }

    private void choice(Op op) {
        Label one = code.newLabel();
        code.ifTired(exit(op)).step();
        code.object(op.masks, int[].class)
                .text()
                .load(AT)
                .call(Ascii.class, "byteAt", int.class, byte[].class, int.class)
                .arrayElement()
                .store(MORE);
        code.bind(resume(op)).load(MORE).ifZero(backtrack);
        code.number(-1).store(TEMPORARY);
        for (int slot : op.clears) {
            code.keep(slot, TEMPORARY);
        }
        code.load(MORE).load(MORE).number(1).minus().and().store(TEMPORARY);
        code.load(TEMPORARY).ifZero(one).push(op, AT, TEMPORARY).bind(one);
        List<Label> choices = new ArrayList<>();
        for (Op chosen : op.choices) {
            choices.add(label(chosen));
        }
        if (choices.size() == 2) {
            code.load(MORE).number(1).and().ifNotZero(choices.getFirst()).go(choices.getLast());
        } else {
            code.load(MORE)
                    .call(Integer.class, "numberOfTrailingZeros", int.class, int.class)
                    .jumpBy(choices, choices.getLast());
        }
    }

    private Label resume(Op op) {
        return resumes.computeIfAbsent(op.index, index -> code.newLabel());
    }

    private void writeBacktrack() {
        Label undo = code.newLabel();
        Label other = code.newLabel();
        code.bind(backtrack).popFrame().load(TEMPORARY).ifNegative(undo);
        code.load(TEMPORARY).jumpBy(resumes, other);
        code.bind(undo).undo().go(backtrack);
        code.bind(other).leaveOffBacktracking();
    }
}
