package io.bytefreezer.query.http;

import io.bytefreezer.query.audit.AuditLog;
import io.bytefreezer.query.background.Jobs;
import io.bytefreezer.query.live.LiveStreams;
import io.bytefreezer.query.run.LakeTables;
import io.bytefreezer.query.run.QueryEngine;
import io.bytefreezer.query.sql.QueryPlanner;

/**
 * What the handlers work with once the service has started.
 *
 * @param planner checks queries
 * @param engine runs them
 * @param tables what can be read
 * @param jobs queries that run by themselves
 * @param live streams of rows as they come
 * @param audit takes down who ran what
 */
public record QueryBackend(
        QueryPlanner planner, QueryEngine engine, LakeTables tables, Jobs jobs, LiveStreams live, AuditLog audit) {}
