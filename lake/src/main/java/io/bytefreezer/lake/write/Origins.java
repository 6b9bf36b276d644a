package io.bytefreezer.lake.write;

import java.nio.file.Path;

/**
 * Raw records of one partition whose rows go: each by its offset and its event's id, so that rows of another topic of the same name are never taken for theirs.
 *
 * @param rawPartition their partition
 * @param from first offset of the stretch they are from
 * @param next first offset after it
 * @param path file with a line for each, as {@link OriginSpool} wrote it
 * @param count how many there are
 * @param exact whether the ids are those of single rows, so that other rows of the same records stay
 */
public record Origins(int rawPartition, long from, long next, Path path, long count, boolean exact) {}
