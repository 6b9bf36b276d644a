package io.bytefreezer.transformations.value;

import org.jspecify.annotations.Nullable;

/** Numbers in columns and pairs, with every digit that was written; of a zero the sign does not count. */
public final class NumberText {

    private NumberText() {}

    /** The number that a text is if JSON would write it so, {@code 007} and {@code +1} are none; null for any other text. */
    public static @Nullable Object json(String text) {
        return unsignedZero(JsonNumber.of(text));
    }

    /** The whole number that a text is, {@code +5} and {@code 007} too; null for any other text. */
    public static @Nullable Object whole(String text) {
        return isWhole(text) ? unsignedZero(JsonNumber.lenient(text)) : null;
    }

    /** The number that a text is, {@code +5}, {@code .5} and {@code 007.10} too; null for any other text. */
    public static @Nullable Object decimal(String text) {
        return unsignedZero(JsonNumber.lenient(text));
    }

    private static @Nullable Object unsignedZero(@Nullable Object number) {
        return number != null && number.toString().equals("-0") ? (Object) 0L : number;
    }

    private static boolean isWhole(String text) {
        return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }
}
