/**
 * Names and settings of the lake: where its objects and its catalog are, and what a table is called. Everything here is immutable and safe to share.
 */
@NullMarked
package io.bytefreezer.lake;

import org.jspecify.annotations.NullMarked;
