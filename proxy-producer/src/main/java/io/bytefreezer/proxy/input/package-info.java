/**
 * What inputs there are, how each is configured, and which of them are to run. Pure: everything here is an immutable
 * value, safe for use by many threads.
 */
@NullMarked
package io.bytefreezer.proxy.input;

import org.jspecify.annotations.NullMarked;
