package io.bytefreezer.transformations.grok.onig;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the class of a {@link HotPath}: one method with the instructions that were seen at work, each knowing where to go on.
 * Made with the class-file API of the JDK (<a href="https://openjdk.org/jeps/484">JEP 484</a>); the class is hidden
 * (<a href="https://openjdk.org/jeps/371">JEP 371</a>) and goes with the pattern that it belongs to.
 */
final class HotPathWriter {

    /** HotSpot never compiles a method that is longer, see its {@code HugeMethodLimit}. */
    private static final int CODE_BYTES_MAX = 7_900;

    private static final ClassDesc NAME =
            ClassDesc.of(HotPath.class.getPackageName(), HotPath.class.getSimpleName() + "OfPattern");

    private static final MethodTypeDesc RUN = MethodTypeDesc.of(
            ConstantDescs.CD_int,
            HotCode.descriptor(Machine.class),
            HotCode.descriptor(byte[].class),
            ConstantDescs.CD_int);

    private HotPathWriter() {}

    /**
     * The hot path of a program.
     *
     * @param hits how often each instruction was executed
     * @param hitsMin how often one was that belongs to it
     * @return null when there is none worth having
     */
    static @Nullable HotPath write(Program program, int[] hits, int hitsMin) {
        for (int least = Math.max(1, hitsMin); hits[program.entry().index] >= least; least *= 2) {
            int hot = least;
            List<Object> data = new ArrayList<>();
            byte[] type = classOf(code ->
                    new HotInstructions(new HotCode(code, data), op -> hits[op.index] >= hot).write(program.entry()));
            if (codeBytes(type) <= CODE_BYTES_MAX) {
                return instance(type, data);
            }
        }
        return null;
    }

    private static byte[] classOf(Consumer<CodeBuilder> run) {
        return ClassFile.of()
                .build(
                        NAME,
                        type -> type.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC)
                                .withInterfaceSymbols(HotCode.descriptor(HotPath.class))
                                .withMethodBody(
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void,
                                        0,
                                        body -> body.aload(0)
                                                .invokespecial(
                                                        ConstantDescs.CD_Object,
                                                        ConstantDescs.INIT_NAME,
                                                        ConstantDescs.MTD_void)
                                                .return_())
                                .withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, run));
    }

    private static int codeBytes(byte[] type) {
        int most = 0;
        for (MethodModel method : ClassFile.of().parse(type).methods()) {
            CodeModel code = method.code().orElseThrow();
            most = Math.max(most, ((CodeAttribute) code).codeLength());
        }
        return most;
    }

    private static HotPath instance(byte[] type, List<Object> data) {
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.lookup().defineHiddenClassWithClassData(type, List.copyOf(data), true);
            return (HotPath) lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("the code written for a pattern cannot be loaded", e);
        }
    }
}
