/** Points in time as devices write them. Everything here is immutable and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.time;

import org.jspecify.annotations.NullMarked;
