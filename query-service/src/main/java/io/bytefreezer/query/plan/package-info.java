/**
 * Decides whether a query may run and which tables it reads. Pure: values in, values out, no I/O; everything here is
 * immutable and safe for use by many threads.
 */
@NullMarked
package io.bytefreezer.query.plan;

import org.jspecify.annotations.NullMarked;
