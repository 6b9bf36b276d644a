/** Grok: named patterns over regular expressions, run by joni. Everything compiled here is immutable and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.grok;

import org.jspecify.annotations.NullMarked;
