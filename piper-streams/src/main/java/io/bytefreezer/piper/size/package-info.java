/** Which records the brokers take: what is known before one is sent, and what is learnt from a refusal. For many threads. */
@NullMarked
package io.bytefreezer.piper.size;

import org.jspecify.annotations.NullMarked;
