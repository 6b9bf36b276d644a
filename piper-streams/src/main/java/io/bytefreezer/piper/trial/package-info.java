/**
 * Tries transformations on records that are in Kafka: what people try a rule on never leaves the network. Safe for use by many
 * threads.
 */
@NullMarked
package io.bytefreezer.piper.trial;

import org.jspecify.annotations.NullMarked;
