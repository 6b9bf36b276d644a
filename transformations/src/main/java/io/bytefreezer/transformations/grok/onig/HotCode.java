package io.bytefreezer.transformations.grok.onig;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The words of which the code of a {@link HotPath} is made: its variables, its constants and what it calls. */
final class HotCode {

    private static final int MACHINE = 1;
    private static final int TEXT = 2;

    /** The place in the text. */
    static final int AT = 3;

    private static final int SLOTS = 4;
    private static final int STEPS = 5;

    /** What an instruction keeps beside its place when it may come back. */
    static final int MORE = 6;

    static final int TEMPORARY = 7;
    private static final int STACK = 8;

    private static final ClassDesc MACHINE_TYPE = descriptor(Machine.class);
    private static final ClassDesc INTS = descriptor(int[].class);

    private final CodeBuilder code;
    private final List<Object> data;
    private final IdentityHashMap<Object, Integer> indices = new IdentityHashMap<>();

    HotCode(CodeBuilder code, List<Object> data) {
        this.code = code;
        this.data = data;
    }

    static ClassDesc descriptor(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }

    Label newLabel() {
        return code.newLabel();
    }

    HotCode bind(Label label) {
        code.labelBinding(label);
        return this;
    }

    HotCode go(Label label) {
        code.goto_(label);
        return this;
    }

    HotCode load(int variable) {
        code.iload(variable);
        return this;
    }

    HotCode store(int variable) {
        code.istore(variable);
        return this;
    }

    HotCode number(int constant) {
        code.loadConstant(constant);
        return this;
    }

    HotCode increase(int variable, int by) {
        code.iinc(variable, by);
        return this;
    }

    HotCode step() {
        return increase(STEPS, 1);
    }

    HotCode text() {
        code.aload(TEXT);
        return this;
    }

    /** An object that the class is given when it is defined, which the compiler takes for a constant. */
    HotCode object(Object constant, Class<?> type) {
        int index = indices.computeIfAbsent(constant, added -> {
            data.add(added);
            return indices.size();
        });
        code.loadConstant(DynamicConstantDesc.ofNamed(
                ConstantDescs.BSM_CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, descriptor(type), index));
        return this;
    }

    /** Calls a static method with what was loaded. */
    HotCode call(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
        code.invokestatic(descriptor(owner), name, type(result, parameters));
        return this;
    }

    HotCode machine() {
        code.aload(MACHINE);
        return this;
    }

    /** Calls a method of the machine, loaded before its arguments. */
    HotCode callMachine(String name, Class<?> result, Class<?>... parameters) {
        code.invokevirtual(MACHINE_TYPE, name, type(result, parameters));
        return this;
    }

    private static MethodTypeDesc type(Class<?> result, Class<?>... parameters) {
        return MethodType.methodType(result, parameters).describeConstable().orElseThrow();
    }

    HotCode push(Op op, int place, int more) {
        return machine()
                .number(op.index)
                .load(place)
                .load(more)
                .callMachine("push", void.class, int.class, int.class, int.class);
    }

    /** Loads what a slot holds. */
    HotCode slot(int slot) {
        code.aload(SLOTS).loadConstant(slot).iaload();
        return this;
    }

    /** Puts a variable into a slot, unless there is none. */
    HotCode keep(int slot, int variable) {
        if (slot >= 0) {
            code.aload(SLOTS).loadConstant(slot).iload(variable).iastore();
        }
        return this;
    }

    HotCode arrayElement() {
        code.iaload();
        return this;
    }

    HotCode and() {
        code.iand();
        return this;
    }

    HotCode minus() {
        code.isub();
        return this;
    }

    HotCode plus() {
        code.iadd();
        return this;
    }

    HotCode pop() {
        code.pop();
        return this;
    }

    HotCode ifZero(Label label) {
        code.ifeq(label);
        return this;
    }

    HotCode ifNotZero(Label label) {
        code.ifne(label);
        return this;
    }

    HotCode ifNegative(Label label) {
        code.iflt(label);
        return this;
    }

    HotCode ifLess(Label label) {
        code.if_icmplt(label);
        return this;
    }

    HotCode ifEqual(Label label) {
        code.if_icmpeq(label);
        return this;
    }

    HotCode ifNotLess(Label label) {
        code.if_icmpge(label);
        return this;
    }

    /** Jumps by a number that was loaded, from 0. */
    HotCode jumpBy(List<Label> targets, Label otherwise) {
        List<SwitchCase> cases = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            cases.add(SwitchCase.of(i, targets.get(i)));
        }
        code.tableswitch(otherwise, cases);
        return this;
    }

    /** Jumps by a number that was loaded, to where it is told for some numbers. */
    HotCode jumpBy(Map<Integer, Label> targets, Label otherwise) {
        List<SwitchCase> cases = new ArrayList<>();
        targets.forEach((number, label) -> cases.add(SwitchCase.of(number, label)));
        code.lookupswitch(otherwise, cases);
        return this;
    }

    /** Counts one step for sixteen bytes between two places that were loaded. */
    HotCode countRun() {
        code.isub().bipush(4).ishr().iload(STEPS).iadd().istore(STEPS);
        return this;
    }

    HotCode ifTired(Label label) {
        code.iload(STEPS).loadConstant(Machine.STEPS_WITHOUT_MEMO).if_icmpge(label);
        return this;
    }

    HotCode begin() {
        code.aload(MACHINE).getfield(MACHINE_TYPE, "slots", INTS).astore(SLOTS);
        code.aload(MACHINE)
                .getfield(MACHINE_TYPE, "steps", ConstantDescs.CD_int)
                .istore(STEPS);
        return number(0).store(MORE).number(0).store(TEMPORARY);
    }

    /** Gives the place as the match's end. */
    HotCode accept() {
        code.aload(MACHINE).iload(STEPS).putfield(MACHINE_TYPE, "steps", ConstantDescs.CD_int);
        code.iload(AT).ireturn();
        return this;
    }

    /** Lets the machine go on with an instruction, at this place. */
    HotCode leaveOff(Op op) {
        code.aload(MACHINE).loadConstant(op.index).iload(AT).iload(STEPS);
        callMachine("leaveOff", int.class, int.class, int.class, int.class);
        code.ireturn();
        return this;
    }

    /** Takes what was pushed last from the stack, and ends when there is nothing. */
    HotCode popFrame() {
        Label some = code.newLabel();
        code.aload(MACHINE)
                .getfield(MACHINE_TYPE, "depth", ConstantDescs.CD_int)
                .istore(TEMPORARY);
        code.iload(TEMPORARY).ifne(some);
        code.iconst_m1().istore(AT);
        accept();
        code.labelBinding(some).iinc(TEMPORARY, -Machine.FRAME);
        code.aload(MACHINE).iload(TEMPORARY).putfield(MACHINE_TYPE, "depth", ConstantDescs.CD_int);
        code.aload(MACHINE).getfield(MACHINE_TYPE, "stack", INTS).astore(STACK);
        code.aload(STACK).iload(TEMPORARY).iconst_1().iadd().iaload().istore(AT);
        code.aload(STACK).iload(TEMPORARY).iconst_2().iadd().iaload().istore(MORE);
        code.aload(STACK).iload(TEMPORARY).iaload().istore(TEMPORARY);
        return this;
    }

    /** Lets the machine go on with the frame that was just taken. */
    HotCode leaveOffBacktracking() {
        code.aload(MACHINE).iload(STEPS);
        callMachine("leaveOffBacktracking", int.class, int.class);
        code.ireturn();
        return this;
    }

    /** Gives a slot back what a frame kept of it, whose number is that of the frame's instruction. */
    HotCode undo() {
        code.aload(SLOTS).iconst_m1().iload(TEMPORARY).isub().iload(AT).iastore();
        return this;
    }
}
