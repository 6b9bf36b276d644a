package io.bytefreezer.control.decision;

import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.check.DocumentCheck;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.option.Problem;
import java.util.List;

/** A transformation document that compiles and whose tests pass: only {@link #check} makes one. */
public final class ValidDocument {

    private final String text;

    private ValidDocument(String text) {
        this.text = text;
    }

    /** What came of checking a document. */
    public sealed interface Checked {

        /** It compiles, and its tests pass. */
        record Valid(ValidDocument document) implements Checked {}

        /** It does not, or they do not, for these reasons, at least one. */
        record Invalid(List<Problem> problems) implements Checked {

            /** Copies the list. */
            public Invalid {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Checks a document where nothing can be looked up. */
    public static Checked check(DocumentCheck check, String text) {
        return check(check, text, Lookups.NONE);
    }

    /** Checks a document whose tests look up here. */
    public static Checked check(DocumentCheck check, String text, Lookups lookups) {
        return switch (check.check(text, lookups)) {
            case Compilation.Compiled ignored -> new Checked.Valid(new ValidDocument(text));
            case Compilation.Invalid invalid -> new Checked.Invalid(invalid.problems());
        };
    }

    /** The JSON text as it was sent. */
    public String text() {
        return text;
    }
}
