package io.bytefreezer.query.export.destination;

import java.util.OptionalLong;

/**
 * A part of an export that is sent as a whole, or again.
 *
 * @param export the export's name
 * @param sequence its number, the same when it is sent again
 * @param after the snapshot its rows came after; empty for all rows of a table
 * @param upTo the snapshot its rows came with at last
 */
public record Step(String export, long sequence, OptionalLong after, long upTo) {}
