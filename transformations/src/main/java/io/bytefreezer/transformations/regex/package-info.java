/** What regular expressions cost, told before they are compiled. Everything here is immutable and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.regex;

import org.jspecify.annotations.NullMarked;
