package io.bytefreezer.proxy.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the elements of JSON arrays by brackets, quotes and commas alone, so that one bad element does not hide its
 * neighbours, and each is exactly the bytes that were sent.
 */
final class JsonArrays {

    private final byte[] bytes;
    private final int elementsMax;
    private final List<Slice> elements = new ArrayList<>();
    private int at;

    private JsonArrays(byte[] bytes, int start, int elementsMax) {
        this.bytes = bytes;
        this.elementsMax = elementsMax;
        this.at = start;
    }

    /**
     * The elements of the arrays that the slice holds one after the other, without white space around them and without
     * empty ones. What follows the last bracket, and what is open at the end, are elements too: nothing is left out.
     *
     * @param elementsMax the search ends when there are more than these
     */
    static List<Slice> elements(byte[] bytes, Slice slice, int elementsMax) {
        JsonArrays scan = new JsonArrays(bytes, slice.from(), elementsMax);
        while (scan.at < slice.to() && !scan.isFull()) {
            if (bytes[scan.at] == '[') {
                scan.at++;
                scan.readArray(slice.to());
            } else {
                scan.add(scan.at, slice.to());
                scan.at = slice.to();
            }
            while (scan.at < slice.to() && Slice.isSpace(bytes[scan.at])) {
                scan.at++;
            }
        }
        return scan.elements;
    }

    private void readArray(int end) {
        int start = at;
        int depth = 0;
        while (at < end && !isFull()) {
            byte next = bytes[at];
            if (next == '"') {
                skipString(end);
                continue;
            }
            if (depth == 0 && (next == ',' || next == ']')) {
                add(start, at);
                start = at + 1;
                if (next == ']') {
                    at++;
                    return;
                }
            }
            depth = Math.max(0, depth + nesting(next));
            at++;
        }
        add(start, end);
    }

    private boolean isFull() {
        return elements.size() > elementsMax;
    }

    private void skipString(int end) {
        at++;
        while (at < end && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, end);
    }

    private static int nesting(byte character) {
        return switch (character) {
            case '{', '[' -> 1;
            case '}', ']' -> -1;
            default -> 0;
        };
    }

    private void add(int from, int to) {
        Slice element = new Slice(from, to).trimmed(bytes);
        if (!element.isEmpty()) {
            elements.add(element);
        }
    }
}
