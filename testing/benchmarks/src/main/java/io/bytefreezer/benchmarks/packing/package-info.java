/** The packer beside the Iceberg Kafka Connect sink: the same rows from Kafka into tables, and what each takes. One thread per object. */
@NullMarked
package io.bytefreezer.benchmarks.packing;

import org.jspecify.annotations.NullMarked;
