package io.bytefreezer.schemas.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One activated version of a dataset's transformation: it never changes once it has a number.
 *
 * @param version counts a dataset's activations from 1
 * @param document the transformation document
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Transformation(int version, JsonNode document) {}
