/** What is in a raw object: its records, and how they are written and read. Thread guarantees stand on each type. */
@NullMarked
package io.bytefreezer.receiver.object;

import org.jspecify.annotations.NullMarked;
