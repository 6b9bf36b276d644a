package io.bytefreezer.control.state;

import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One activation of a transformation: it never changes once it has a number, and outlives its dataset.
 *
 * @param dataset whose transformation it is
 * @param number counts the dataset's activations from 1
 * @param document the JSON text as it was sent
 * @param createdAt when it was activated first
 * @param createdBy id of the key that activated it
 * @param copyOf the version whose document this repeats, or null
 */
public record Version(
        DatasetRef dataset,
        int number,
        String document,
        Instant createdAt,
        String createdBy,
        @Nullable Integer copyOf) {}
