/** Decides what becomes of records on their way into raw objects. Pure and immutable: safe for use by many threads. */
@NullMarked
package io.bytefreezer.receiver.plan;

import org.jspecify.annotations.NullMarked;
