package io.bytefreezer.transformations.filter;

import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Site;

/**
 * What a filter is compiled with.
 *
 * @param limits how much it may cost
 * @param conditional whether the filter has a {@code when}
 * @param config place of its {@code config} in the document, for problems
 */
public record FilterScope(Limits limits, boolean conditional, Site config) {}
