package io.bytefreezer.transformations.filter;

import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.lookup.AskedLookups;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.option.Site;

/**
 * What a filter is compiled with.
 *
 * @param limits how much it may cost
 * @param lookups where it looks things up
 * @param ref which filter of the document it is; its keys in the state begin with it
 * @param conditional whether the filter has a {@code when}
 * @param config place of its {@code config} in the document, for problems
 */
public record FilterScope(Limits limits, AskedLookups lookups, FilterRef ref, boolean conditional, Site config) {

    /** The table that one of the filter's options names. */
    public Lookups.Table table(String name, String option) {
        return lookups.table(name, config.at(option));
    }
}
