package io.bytefreezer.benchmarks.report;

import java.util.List;

/**
 * Under what the figures came about.
 *
 * @param command the command that measures the same again
 * @param date the day
 * @param machine processors, memory, system and Java
 * @param load what else the machine did
 * @param settings what was chosen, a sentence each
 */
public record Conditions(String command, String date, String machine, String load, List<String> settings) {

    /** Copies the list. */
    public Conditions {
        settings = List.copyOf(settings);
    }
}
