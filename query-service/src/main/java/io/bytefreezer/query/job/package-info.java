/** Queries that run by themselves: who waits, what is kept of them, where a row of a result lies. Pure; for one owner at a time. */
@NullMarked
package io.bytefreezer.query.job;

import org.jspecify.annotations.NullMarked;
