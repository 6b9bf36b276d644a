/** The names things have on Kafka, on S3 and in the lake. Everything here is immutable and safe for use by many threads. */
@NullMarked
package io.bytefreezer.schemas.name;

import org.jspecify.annotations.NullMarked;
