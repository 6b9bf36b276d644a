/**
 * What the embedded broker and the embedded store share: their data directories and the ways in which they fail to start.
 *
 * <p>Thread guarantees: everything here is immutable and safe for use from several threads.
 */
@NullMarked
package io.bytefreezer.embedded;

import org.jspecify.annotations.NullMarked;
