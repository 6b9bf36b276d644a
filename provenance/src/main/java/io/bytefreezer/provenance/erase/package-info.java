/** Erases rows on request, and the raw records that lead to them. An {@link io.bytefreezer.provenance.erase.Eraser} belongs to one thread. */
@NullMarked
package io.bytefreezer.provenance.erase;

import org.jspecify.annotations.NullMarked;
