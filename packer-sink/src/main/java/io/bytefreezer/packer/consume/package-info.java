/** Reads processed topics, one table at a time in its phase. Everything here belongs to the consumer's thread. */
@NullMarked
package io.bytefreezer.packer.consume;

import org.jspecify.annotations.NullMarked;
