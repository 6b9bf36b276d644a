package io.bytefreezer.transformations.trial;

import java.util.List;

/**
 * What became of samples.
 *
 * @param complete false when steps or results are left out, for all of them would be too long
 * @param samples what became of each, in order
 */
public record TrialReport(boolean complete, List<SampleReport> samples) {

    /** Copies the list. */
    public TrialReport {
        samples = List.copyOf(samples);
    }

    /** The report as JSON, as every service gives it. */
    public String json() {
        return TrialJson.text(this);
    }
}
