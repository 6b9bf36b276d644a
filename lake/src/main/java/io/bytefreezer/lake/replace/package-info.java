/**
 * Rows of raw records that were read again take the place of those they had: old files are rewritten without these rows, and one snapshot exchanges everything. A
 * {@link io.bytefreezer.lake.replace.TableReplacer} belongs to one thread.
 */
@NullMarked
package io.bytefreezer.lake.replace;

import org.jspecify.annotations.NullMarked;
