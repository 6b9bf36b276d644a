package io.bytefreezer.runtime.yaml;

/** A text is not the YAML it should be. */
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final String problem;

    /** With the place, and what is wrong there; the message quotes nothing of the text. */
    public YamlException(String place, String message) {
        super(message);
        this.place = place;
        this.problem = message;
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }

    /** Where. */
    public String place() {
        return place;
    }
}
