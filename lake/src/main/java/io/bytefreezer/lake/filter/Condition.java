package io.bytefreezer.lake.filter;

import java.util.List;

/**
 * What every row that a query keeps fulfils, as far as it is understood: rows that do not fulfil it change no answer. Columns have the names the query has for them.
 */
public sealed interface Condition {

    /** Fulfilled by every row: nothing is known. */
    Condition ANY = new Any();

    /** Parts of one condition; a longer one is taken for less than it says, as what walks it calls itself for each part. */
    int PARTS_MAX = 200;

    /** Fulfilled by every row. */
    record Any() implements Condition {}

    /** All of them are fulfilled. */
    record Every(List<Condition> parts) implements Condition {

        /** Copies the list. */
        public Every {
            parts = List.copyOf(parts);
        }
    }

    /** At least one of them is fulfilled. */
    record Some(List<Condition> parts) implements Condition {

        /** Copies the list. */
        public Some {
            parts = List.copyOf(parts);
        }
    }

    /** A column compares so with a constant. */
    record Compare(String column, Operator operator, Constant value) implements Condition {}

    /** A column has one of some values, which are of one kind. */
    record OneOf(String column, List<Constant> values) implements Condition {

        /** Copies the list. */
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** A text starts so. */
    record StartsWith(String column, String prefix) implements Condition {}

    /** A column has no value. */
    record IsNull(String column) implements Condition {}

    /** A column has a value. */
    record IsPresent(String column) implements Condition {}

    /** All of some conditions; {@link #ANY} among them says nothing. */
    static Condition every(List<Condition> conditions) {
        List<Condition> known = conditions.stream()
                .filter(part -> !(part instanceof Any))
                .limit(PARTS_MAX)
                .toList();
        return switch (known.size()) {
            case 0 -> ANY;
            case 1 -> known.getFirst();
            default -> new Every(known);
        };
    }

    /** At least one of some conditions; {@link #ANY} among them leaves nothing known. */
    static Condition some(List<Condition> conditions) {
        if (conditions.isEmpty()
                || conditions.size() > PARTS_MAX
                || conditions.stream().anyMatch(Any.class::isInstance)) {
            return ANY;
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Some(conditions);
    }
}
