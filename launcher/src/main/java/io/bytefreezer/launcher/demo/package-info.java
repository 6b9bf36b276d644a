/** Everything on one machine: broker, S3 server and all services in this process. Driven by the main thread. */
@NullMarked
package io.bytefreezer.launcher.demo;

import org.jspecify.annotations.NullMarked;
