/**
 * Rows that are erased on request, and the record of it that stays. A {@link io.bytefreezer.lake.erase.RowEraser} belongs to one thread, the rest is stateless.
 */
@NullMarked
package io.bytefreezer.lake.erase;

import org.jspecify.annotations.NullMarked;
