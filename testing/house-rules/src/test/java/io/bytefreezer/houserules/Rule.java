package io.bytefreezer.houserules;

import java.util.List;

/** One rule of the house that can be read off a source file. */
@FunctionalInterface
interface Rule {

    /** What in the file breaks the rule. */
    List<Finding> check(Source source);

    /**
     * A place that breaks a rule.
     *
     * @param place file and line
     * @param what what is wrong there
     */
    record Finding(String place, String what) {

        static Finding at(Source source, int line, String what) {
            return new Finding(source.name() + ":" + line, what);
        }

        @Override
        public String toString() {
            return place + ": " + what;
        }
    }
}
