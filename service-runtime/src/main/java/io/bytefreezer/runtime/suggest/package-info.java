/** Suggestions for names that nobody knows. Pure and immutable, safe for use by many threads. */
@NullMarked
package io.bytefreezer.runtime.suggest;

import org.jspecify.annotations.NullMarked;
