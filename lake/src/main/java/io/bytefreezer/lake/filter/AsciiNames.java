package io.bytefreezer.lake.filter;

/** Names as DuckDB compares them: only ASCII letters lose their case. Stateless. */
public final class AsciiNames {

    private static final int TO_LOWER = 'a' - 'A';

    private AsciiNames() {}

    /** What two names share exactly if they are the same to DuckDB. */
    public static String lower(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + TO_LOWER));
            }
        }
        return folded.toString();
    }
}
