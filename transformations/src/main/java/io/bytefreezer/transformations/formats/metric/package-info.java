/** Payloads of metrics. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.formats.metric;

import org.jspecify.annotations.NullMarked;
