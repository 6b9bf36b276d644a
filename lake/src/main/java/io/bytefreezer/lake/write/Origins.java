package io.bytefreezer.lake.write;

import java.nio.file.Path;

/**
 * Raw records of one partition that were read again: each by its offset and its event's id, so that rows of another topic of the same name are never taken for theirs.
 *
 * @param rawPartition their partition
 * @param from first offset of the stretch they are from
 * @param next first offset after it
 * @param path file with a line for each, as {@link OriginSpool} wrote it
 * @param count how many there are
 */
public record Origins(int rawPartition, long from, long next, Path path, long count) {}
