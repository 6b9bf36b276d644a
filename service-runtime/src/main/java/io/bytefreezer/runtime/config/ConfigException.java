package io.bytefreezer.runtime.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be used; it names everything that is wrong with it. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Not serialized: the message says all of it. */
    private final transient List<ConfigProblem> problems;

    /** With all problems found, at least one. */
    public ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, in the order of the file. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
