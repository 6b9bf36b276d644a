/** The records that flow through Kafka, and their Avro form. Everything here is immutable and safe for use by many threads. */
@NullMarked
package io.bytefreezer.schemas.event;

import org.jspecify.annotations.NullMarked;
