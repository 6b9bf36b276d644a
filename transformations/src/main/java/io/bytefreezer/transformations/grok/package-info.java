/** Grok: named patterns over regular expressions, run by a matcher of our own, or by joni where that knows more. Everything compiled here is immutable and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.grok;

import org.jspecify.annotations.NullMarked;
