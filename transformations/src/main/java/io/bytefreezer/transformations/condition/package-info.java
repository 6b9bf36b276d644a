/** Conditions in CEL, the Common Expression Language. Compiled conditions are immutable and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.condition;

import org.jspecify.annotations.NullMarked;
