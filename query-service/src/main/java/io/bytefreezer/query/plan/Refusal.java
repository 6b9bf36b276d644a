package io.bytefreezer.query.plan;

/**
 * Why a query does not run.
 *
 * @param reason the kind of fault, for programs
 * @param message the fault, for people: what, where, and what to do
 */
public record Refusal(Reason reason, String message) implements PlanOutcome {

    /** Kinds of refusal; the lower-case name is the {@code error} of the HTTP answer. */
    public enum Reason {
        /** Not SQL that DuckDB understands. */
        SYNTAX,
        /** SQL that this service does not run: anything but reading the account's tables. */
        NOT_ALLOWED,
        /** A table that is not there, or not this account's: the two are not told apart. */
        UNKNOWN_TABLE,
        /** Longer or more deeply nested than the limits allow. */
        TOO_COMPLEX;

        /** As it stands in the answer, e.g. {@code unknown_table}. */
        public String label() {
            return switch (this) {
                case SYNTAX -> "syntax_error";
                case NOT_ALLOWED -> "not_allowed";
                case UNKNOWN_TABLE -> "unknown_table";
                case TOO_COMPLEX -> "too_complex";
            };
        }
    }
}
