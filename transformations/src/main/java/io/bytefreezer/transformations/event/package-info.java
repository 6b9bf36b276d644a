/**
 * What a transformation works on: the raw input, the event made of it, paths into it, and the reasons to refuse it. Records
 * here are safe for use by many threads; an {@link io.bytefreezer.transformations.event.Event} belongs to one.
 */
@NullMarked
package io.bytefreezer.transformations.event;

import org.jspecify.annotations.NullMarked;
