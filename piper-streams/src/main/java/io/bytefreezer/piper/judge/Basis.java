package io.bytefreezer.piper.judge;

import io.bytefreezer.piper.plan.DatasetPlan;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.transformations.state.KeyedState;

/**
 * By what a record is judged.
 *
 * @param dataset the dataset
 * @param plan its transformation
 * @param state what filters remember of earlier records of the same partition; judging changes it
 */
public record Basis(DatasetRef dataset, DatasetPlan plan, KeyedState state) {}
