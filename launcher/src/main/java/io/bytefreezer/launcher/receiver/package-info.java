/**
 * The receiver: the Connect plugin in a worker of its own, and a way into Kafka over HTTP for sites that cannot reach the
 * brokers. It is composed here because it is made of parts of other modules.
 */
@NullMarked
package io.bytefreezer.launcher.receiver;

import org.jspecify.annotations.NullMarked;
