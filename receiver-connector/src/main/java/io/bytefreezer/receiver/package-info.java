/** The Kafka Connect sink that lands raw topics on S3. One Connect thread owns each task and all that belongs to it. */
@NullMarked
package io.bytefreezer.receiver;

import org.jspecify.annotations.NullMarked;
