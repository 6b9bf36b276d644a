/** The log of who ran what. Safe for use by many threads, but for a {@link QueryTrail}, which belongs to its request. */
@NullMarked
package io.bytefreezer.query.audit;

import org.jspecify.annotations.NullMarked;
