/** Where raw objects are kept. Thread guarantees stand on each type. */
@NullMarked
package io.bytefreezer.receiver.store;

import org.jspecify.annotations.NullMarked;
