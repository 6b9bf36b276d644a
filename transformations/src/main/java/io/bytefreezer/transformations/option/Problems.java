package io.bytefreezer.transformations.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong in a document, so that all of it is told at once. Belongs to the one thread that compiles. */
public final class Problems {

    private final Map<String, Position> positions;
    private final List<Problem> found = new ArrayList<>();

    /** A collector that knows where the values of a document stand, by JSON pointer. */
    public Problems(Map<String, Position> positions) {
        this.positions = positions;
    }

    /** Whatever was reported so far, in the order of the document. */
    public List<Problem> found() {
        return List.copyOf(found);
    }

    /** Whether nothing was reported so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The place of a whole document. */
    public Site root() {
        return new Site(this, "");
    }

    void add(String pointer, String message, @Nullable String suggestion) {
        Position position = positionOf(pointer);
        found.add(new Problem(pointer, position.line(), position.column(), message, suggestion));
    }

    /** What is missing has no position: then that of what it is missing in is told. */
    Position positionOf(String pointer) {
        String at = pointer;
        while (!positions.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return positions.getOrDefault(at, Position.UNKNOWN);
    }
}
