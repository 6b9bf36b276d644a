/** Records of network flows. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.formats.flow;

import org.jspecify.annotations.NullMarked;
