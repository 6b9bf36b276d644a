/**
 * Sends the new rows of a query elsewhere, at least once and with ids. An export has one thread; {@link ExportSchedule}'s
 * health is safe for use by many.
 */
@NullMarked
package io.bytefreezer.query.export;

import org.jspecify.annotations.NullMarked;
