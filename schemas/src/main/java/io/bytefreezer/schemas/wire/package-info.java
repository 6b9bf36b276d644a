/** The Confluent wire format: how records are bytes on Kafka, with and without a schema registry. Thread guarantees stand on each type. */
@NullMarked
package io.bytefreezer.schemas.wire;

import org.jspecify.annotations.NullMarked;
