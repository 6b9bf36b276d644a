package io.bytefreezer.control.state;

import java.time.Instant;

/**
 * One version of a table: it never changes once it has a number.
 *
 * @param table whose version it is
 * @param number counts from 1
 * @param content what is in it
 * @param createdAt when it was put
 * @param createdBy id of the key that put it
 */
public record TableVersion(TableRef table, int number, TableContent content, Instant createdAt, String createdBy) {}
