package io.bytefreezer.query.plan;

/** What came of planning: the query may run, or it may not and the client is told why. */
public sealed interface PlanOutcome permits QueryPlan, Refusal {}
