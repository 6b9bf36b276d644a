package io.bytefreezer.transformations.event;

/**
 * What all events of a dataset have in common.
 *
 * @param tenant id of the tenant
 * @param dataset id of the dataset
 */
public record Context(String tenant, String dataset) {}
