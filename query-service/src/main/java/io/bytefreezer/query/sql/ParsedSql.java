package io.bytefreezer.query.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.query.plan.Refusal;

/** What DuckDB's parser made of a text. */
public sealed interface ParsedSql {

    /**
     * The text is SQL that reads.
     *
     * @param json as {@code json_serialize_sql} gives it
     */
    record Tree(JsonNode json) implements ParsedSql {}

    /**
     * The text is not SQL, or not a query.
     *
     * @param refusal what to tell the client
     */
    record Unparsed(Refusal refusal) implements ParsedSql {}
}
