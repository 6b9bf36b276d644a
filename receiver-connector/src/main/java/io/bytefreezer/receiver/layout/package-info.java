/** What a raw object is called and what is noted beside it. Pure and immutable: safe for use by many threads. */
@NullMarked
package io.bytefreezer.receiver.layout;

import org.jspecify.annotations.NullMarked;
