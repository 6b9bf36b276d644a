/** Syslog messages. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.formats.syslog;

import org.jspecify.annotations.NullMarked;
