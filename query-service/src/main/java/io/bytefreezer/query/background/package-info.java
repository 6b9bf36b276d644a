/**
 * Runs queries as jobs, and keeps their results on disk. {@link io.bytefreezer.query.background.Jobs} is safe for use by many
 * threads; each job that is to run has a virtual thread of its own.
 */
@NullMarked
package io.bytefreezer.query.background;

import org.jspecify.annotations.NullMarked;
