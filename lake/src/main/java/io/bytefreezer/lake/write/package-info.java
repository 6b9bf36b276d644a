/**
 * From a spool file of rows to an Iceberg data file on S3: columns added, Parquet written by DuckDB, statistics translated, file uploaded. One thread per
 * object.
 */
@NullMarked
package io.bytefreezer.lake.write;

import org.jspecify.annotations.NullMarked;
