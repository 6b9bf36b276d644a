/** Settings of Kafka clients, the topics of datasets, and the codec of events. Thread guarantees stand on each type. */
@NullMarked
package io.bytefreezer.runtime.kafka;

import org.jspecify.annotations.NullMarked;
