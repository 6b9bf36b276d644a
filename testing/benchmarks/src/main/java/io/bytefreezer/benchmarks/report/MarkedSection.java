package io.bytefreezer.benchmarks.report;

/** The part of a page that a program writes: what stands between two comments that only the page's source shows. */
public final class MarkedSection {

    private MarkedSection() {}

    /**
     * The page with another text between its markers.
     *
     * @param name the name in the markers {@code <!-- begin: name -->} and {@code <!-- end: name -->}
     * @throws IllegalArgumentException when the page does not have both, in this order
     */
    public static String replace(String page, String name, String text) {
        String begin = "<!-- begin: " + name + " -->";
        String end = "<!-- end: " + name + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("the page lacks the lines '" + begin + "' and '" + end + "'");
        }
        return page.substring(0, from) + begin + "\n\n" + text.strip() + "\n\n" + page.substring(to);
    }
}
