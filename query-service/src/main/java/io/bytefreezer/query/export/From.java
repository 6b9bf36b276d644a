package io.bytefreezer.query.export;

/** Where an export begins. */
public sealed interface From {

    /** With all rows of the table. */
    record Beginning() implements From {}

    /** With those that come. */
    record Now() implements From {}

    /** With those that came after a snapshot. */
    record After(long snapshotId) implements From {}

    /**
     * What a text says.
     *
     * @throws IllegalArgumentException when it says none of them
     */
    static From parse(String text) {
        if (text.equals("beginning")) {
            return new Beginning();
        }
        if (text.equals("now")) {
            return new Now();
        }
        if (!text.matches("\\d{1,18}|[1-8]\\d{18}")) {
            throw new IllegalArgumentException("an export begins from 'beginning', 'now' or the id of a snapshot");
        }
        return new After(Long.parseLong(text));
    }
}
