/**
 * Opens the lake: Iceberg's catalog and the S3 client, without Hadoop. {@link io.bytefreezer.lake.catalog.LakeCatalog} is safe for use by many threads; the
 * {@link org.apache.iceberg.Table}s it gives belong to one thread each.
 */
@NullMarked
package io.bytefreezer.lake.catalog;

import org.jspecify.annotations.NullMarked;
