/**
 * The options of filters: declared once, read from a document with every problem reported at its place, and described for
 * people. Declarations are immutable and shared; a {@link io.bytefreezer.transformations.option.Problems} belongs to one thread.
 */
@NullMarked
package io.bytefreezer.transformations.option;

import org.jspecify.annotations.NullMarked;
