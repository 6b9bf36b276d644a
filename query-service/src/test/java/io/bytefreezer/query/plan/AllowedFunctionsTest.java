package io.bytefreezer.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps the list of functions in step with the engine: whoever updates DuckDB decides on each new function. */
class AllowedFunctionsTest {

    /** Looked at and left out: see {@link AllowedFunctions}. */
    private static final Pattern LEFT_OUT = Pattern.compile("__.*|collate_.*|icu_.*|st_.*|variant_.*|pg_.*"
            + "|has_.*privilege|inet_.*|.*_description|current_(setting|query|query_id|connection_id|transaction_id"
            + "|schema|schemas|database|catalog|role|user)|txid_current|currval|nextval|setval|setseed|getvariable"
            + "|in_search_path|json_(de)?serialize_.*|write_log|parse_duckdb_log_message|sleep_ms|stats|vector_type"
            + "|index_key|create_sort_key|.*_byte_comparable|combine|finalize|combine_aggr|to_aggregate_state|invoke"
            + "|get_block_size|remap_struct|is_histogram_other_bin|map_to_pg_oid|format_pg_type|format_type"
            + "|json_copy_.*|cast_to_type|can_cast_implicitly|get_type|make_type|replace_type|vertex_extract"
            + "|hive_partition_component|equi_width_bins|decimal_division|decimal_average|normalized_interval"
            + "|session_user|user|json|is (not )?distinct from");

    @Test
    void decidesOnEveryFunctionOfTheEngine() throws SQLException {
        assertThat(engineFunctions())
                .hasSizeGreaterThan(900)
                .allMatch(name -> AllowedFunctions.isFunction(name)
                        != (LEFT_OUT.matcher(name).matches()
                                && !name.startsWith("pg_typeof")
                                && !name.startsWith("pg_size_pretty")));
    }

    private static Set<String> engineFunctions() throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select distinct lower(function_name) from"
                        + " duckdb_functions() where function_type in ('scalar', 'aggregate', 'macro', 'window')")) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }
}
