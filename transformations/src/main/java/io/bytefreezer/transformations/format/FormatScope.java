package io.bytefreezer.transformations.format;

import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Site;

/**
 * What a format is compiled with.
 *
 * @param limits how much a payload may cost
 * @param config place of its options in the document, for problems
 */
public record FormatScope(Limits limits, Site config) {}
