package io.bytefreezer.transformations.option;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document where problems can be reported.
 *
 * @param problems what collects them
 * @param pointer JSON pointer of the place
 */
public record Site(Problems problems, String pointer) {

    /** The place of a member of this object. */
    public Site at(String key) {
        return new Site(problems, pointer + "/" + key.replace("~", "~0").replace("/", "~1"));
    }

    /** The place of an element of this array. */
    public Site at(int index) {
        return new Site(problems, pointer + "/" + index);
    }

    /** Where the place, or what it is missing in, stands in the document's text. */
    public Position position() {
        return problems.positionOf(pointer);
    }

    /** Says what is wrong here. */
    public void report(String message) {
        problems.add(pointer, message, null);
    }

    /** Says that a name is not one of those allowed, and which of them may have been meant. */
    public void reportUnknown(String what, String name, Collection<String> allowed) {
        String nearest = Nearest.to(name, allowed);
        String list = allowed.size() <= 30 ? "; allowed: " + String.join(", ", allowed) : "";
        problems.add(pointer, what + " '" + name + "' is unknown" + list, nearest);
    }

    /** Says what kind of value was expected here. */
    public void reportType(String expected, @Nullable Object found) {
        report("expected " + expected + ", found " + Kinds.describe(found));
    }
}
