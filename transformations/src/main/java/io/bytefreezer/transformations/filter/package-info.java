/**
 * What a filter is: how it describes itself, what it is compiled with, and what it answers. Filters and what they compile to
 * are immutable and safe for use by many threads.
 */
@NullMarked
package io.bytefreezer.transformations.filter;

import org.jspecify.annotations.NullMarked;
