package io.bytefreezer.transformations.option;

import org.jspecify.annotations.Nullable;

/** Turns a JSON value into an option's. */
@FunctionalInterface
interface OptionReader<T> {

    /** The option's value; null after what is wrong was reported at the site. */
    @Nullable T read(Object json, Site site);
}
