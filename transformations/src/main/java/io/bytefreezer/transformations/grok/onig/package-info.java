/**
 * The part of Oniguruma's language that grok patterns use, compiled to a matcher that knows literals, classes and first bytes.
 * Everything compiled here is immutable and safe for use by many threads; a {@code Machine} belongs to one match.
 */
@NullMarked
package io.bytefreezer.transformations.grok.onig;

import org.jspecify.annotations.NullMarked;
