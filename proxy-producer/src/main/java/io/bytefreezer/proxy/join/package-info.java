/**
 * Puts lines together that belong together, for each source. Pure: what time it is, is given, and so is the memory that
 * lines may wait in. A joiner belongs to one thread, everything else is immutable.
 */
@NullMarked
package io.bytefreezer.proxy.join;

import org.jspecify.annotations.NullMarked;
