/**
 * Measures what a long outage of Kafka costs senders that cannot repeat themselves: syslog over UDP and TCP at full rate while
 * the broker is away. What arrives in the raw topic is compared with what was sent, message by message.
 */
@NullMarked
package io.bytefreezer.system.outage;

import org.jspecify.annotations.NullMarked;
