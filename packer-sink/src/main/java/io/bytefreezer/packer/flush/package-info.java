/** Brings batches into their tables: Parquet, upload, commit. Runs on one thread of its own. */
@NullMarked
package io.bytefreezer.packer.flush;

import org.jspecify.annotations.NullMarked;
