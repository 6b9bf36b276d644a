/** Events as Kafka clients read and write them, by class name in their configuration. Thread guarantees stand on each type. */
@NullMarked
package io.bytefreezer.schemas.kafka;

import org.jspecify.annotations.NullMarked;
