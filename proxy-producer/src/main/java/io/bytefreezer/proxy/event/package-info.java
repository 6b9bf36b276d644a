/** Gives decoded events their id and time. Everything here is safe for use by many threads. */
@NullMarked
package io.bytefreezer.proxy.event;

import org.jspecify.annotations.NullMarked;
