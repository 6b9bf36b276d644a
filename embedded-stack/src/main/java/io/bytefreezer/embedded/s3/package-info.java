/**
 * A real S3 server for the demo and for tests: in this JVM, in Docker, or whichever the environment names.
 *
 * <p>Thread guarantees: fixtures may be used from any thread.
 */
@NullMarked
package io.bytefreezer.embedded.s3;

import org.jspecify.annotations.NullMarked;
