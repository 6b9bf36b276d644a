/** Payloads of OpenTelemetry. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.formats.telemetry;

import org.jspecify.annotations.NullMarked;
