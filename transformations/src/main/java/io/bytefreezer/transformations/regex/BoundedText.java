package io.bytefreezer.transformations.regex;

/** A text that lets itself be read only so often: how an expression is kept from taking all the time. Owned by one thread. */
final class BoundedText implements CharSequence {

    private final String text;
    private long left;

    BoundedText(String text, long reads) {
        this.text = text;
        this.left = reads;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new RegexExhaustedException();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
