package io.bytefreezer.lake.spool;

/** Takes the fields of a row, in the order they were written. Texts lie in an array that the next row changes. */
public interface FieldSink {

    /** UTF-8. */
    void text(int field, byte[] bytes, int at, int length);

    /** A whole number of 64 bits. */
    void wholeNumber(int field, long value);

    /** A whole number of 32 bits. */
    void smallNumber(int field, int value);

    /** A binary64. */
    void floatingNumber(int field, double value);

    /** True or false. */
    void flag(int field, boolean value);
}
