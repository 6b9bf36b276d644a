package io.bytefreezer.query.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bytefreezer.query.plan.QueryPlan;
import io.bytefreezer.query.plan.Refusal;
import io.bytefreezer.query.plan.Refusal.Reason;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * DuckDB's parser behind {@code json_serialize_sql}, in a database of its own that holds nothing and is locked: texts are
 * bound as values here and never run. Safe for use by many threads, one of which parses at a time; a parse takes about a
 * millisecond.
 */
public final class SqlParser implements AutoCloseable {

    /** Levels of the tree; DuckDB allows expressions far deeper than its own planner's stack is meant for. */
    private static final int DEPTH_MAX = 1000;

    private static final String SERIALIZE =
            "SELECT json_serialize_sql(?::VARCHAR, skip_null := true, skip_empty := true)";

    /** Of two texts at once: most of the time goes into the statement, not into the text. */
    private static final String SERIALIZE_TWO = SERIALIZE + ", " + SERIALIZE.substring("SELECT ".length());

    private final ObjectMapper mapper = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build());
    private final ReentrantLock turn = new ReentrantLock();
    private final Connection connection;
    /** Prepared once; for whose turn it is. */
    private final PreparedStatement one;

    private final PreparedStatement two;

    private SqlParser(Connection connection) throws SQLException {
        this.connection = connection;
        this.one = connection.prepareStatement(SERIALIZE);
        this.two = connection.prepareStatement(SERIALIZE_TWO);
    }

    /**
     * Starts a parser.
     *
     * @throws IllegalStateException when DuckDB does not start in this process
     */
    public static SqlParser open() {
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET threads = 1");
                statement.execute("SET temp_directory = ''");
                statement.execute("SET enable_external_access = false");
                statement.execute("SET lock_configuration = true");
            }
            return new SqlParser(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not start: " + e.getMessage(), e);
        }
    }

    /** The syntax tree of a text, or why it has none. */
    public ParsedSql parse(String sql) {
        return isTooLong(sql) ? tooLong(sql) : read(sql, serialized(one, sql).getFirst());
    }

    /** The syntax trees of two texts, or why they have none. */
    public List<ParsedSql> parse(String first, String second) {
        if (isTooLong(first) || isTooLong(second)) {
            return List.of(parse(first), parse(second));
        }
        List<String> trees = serialized(two, first, second);
        return List.of(read(first, trees.getFirst()), read(second, trees.getLast()));
    }

    private static boolean isTooLong(String sql) {
        return sql.length() > QueryPlan.SQL_LENGTH_MAX;
    }

    private static ParsedSql tooLong(String sql) {
        return refused(
                Reason.TOO_COMPLEX,
                "the query has " + sql.length() + " characters; " + QueryPlan.SQL_LENGTH_MAX + " are allowed");
    }

    private ParsedSql read(String sql, String serialized) {
        try {
            JsonNode tree = mapper.readTree(serialized);
            return tree.path("error").asBoolean() ? error(sql, tree) : new ParsedSql.Tree(tree);
        } catch (JsonProcessingException tooDeep) {
            return refused(Reason.TOO_COMPLEX, "the query is nested too deeply");
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            one.close();
            two.close();
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the SQL parser does not close: " + e.getMessage(), e);
        } finally {
            turn.unlock();
        }
    }

    private List<String> serialized(PreparedStatement statement, String... texts) {
        turn.lock();
        try {
            for (int i = 0; i < texts.length; i++) {
                statement.setString(i + 1, texts[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                List<String> trees = new ArrayList<>();
                for (int i = 0; i < texts.length; i++) {
                    trees.add(result.getString(i + 1));
                }
                return trees;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the SQL parser failed: " + e.getMessage(), e);
        } finally {
            turn.unlock();
        }
    }

    private static ParsedSql error(String sql, JsonNode error) {
        String message = error.path("error_message").asText();
        if (error.path("error_type").asText().equals("not implemented")) {
            return refused(
                    Reason.NOT_ALLOWED, "only queries (SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE) run here");
        }
        if (message.startsWith("Max expression depth")) {
            return refused(Reason.TOO_COMPLEX, "the query is nested too deeply");
        }
        String hint = message.endsWith("\"-\"") ? "; names with dashes need double quotes" : "";
        return refused(Reason.SYNTAX, message + place(sql, error) + hint);
    }

    /** DuckDB counts bytes of UTF-8; people count lines and characters. */
    private static String place(String sql, JsonNode error) {
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        int position = error.path("position").asInt(-1);
        if (position < 0 || position > bytes.length) {
            return "";
        }
        String before = new String(Arrays.copyOf(bytes, position), StandardCharsets.UTF_8);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int lineStart = before.lastIndexOf('\n') + 1;
        int column = before.codePointCount(lineStart, before.length()) + 1;
        return " at line " + line + ", column " + column;
    }

    private static ParsedSql refused(Reason reason, String message) {
        return new ParsedSql.Unparsed(new Refusal(reason, message));
    }
}
