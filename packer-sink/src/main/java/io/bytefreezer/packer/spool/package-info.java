/** Batches on local disk, before they become Parquet. A batch has one owner at a time: the consumer's thread, then the flush's. */
@NullMarked
package io.bytefreezer.packer.spool;

import org.jspecify.annotations.NullMarked;
