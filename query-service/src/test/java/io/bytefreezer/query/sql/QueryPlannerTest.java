package io.bytefreezer.query.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.query.plan.PlanOutcome;
import io.bytefreezer.query.plan.QueryPlan;
import io.bytefreezer.query.plan.QueryPlan.TableUse;
import io.bytefreezer.query.plan.ReadableTables;
import io.bytefreezer.query.plan.Refusal;
import io.bytefreezer.query.plan.Refusal.Reason;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate lets through and what not, with DuckDB's own parser in front of it. */
class QueryPlannerTest {

    private static final Set<DatasetRef> DATASETS = Set.of(
            DatasetRef.of("demo", "syslog"),
            DatasetRef.of("demo", "web"),
            DatasetRef.of("demo", "my-set"),
            DatasetRef.of("acme-eu", "web-logs"),
            DatasetRef.of("temp", "events"));

    static final java.util.List<String> HOSTILE = HostileSql.ALL;
    static final java.util.List<String> LEGITIMATE = LegitimateSql.ALL;

    private static SqlParser parser;
    private static QueryPlanner planner;

    @BeforeAll
    static void open() {
        parser = SqlParser.open();
        planner = new QueryPlanner(parser);
    }

    @AfterAll
    static void close() {
        parser.close();
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void refusesWhatIsNotReadingTheAccountsTables(String sql) {
        assertThat(plan(sql)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @FieldSource("LEGITIMATE")
    void letsReadingQueriesThrough(String sql) {
        assertThat(plan(sql)).isInstanceOf(QueryPlan.class);
    }

    @Test
    void findsEveryTableOfAQuery() {
        PlanOutcome outcome = plan("with recent as (select * from syslog) select * from recent r join demo.web w on"
                + " r.host = w.host where exists (select 1 from \"acme-eu\".\"web-logs\") and r.host in"
                + " (select host from \"my-set\")");
        assertThat(((QueryPlan) outcome).tables())
                .containsExactlyInAnyOrder(
                        new TableUse(DatasetRef.of("demo", "syslog"), false),
                        new TableUse(DatasetRef.of("demo", "web"), true),
                        new TableUse(DatasetRef.of("acme-eu", "web-logs"), true),
                        new TableUse(DatasetRef.of("demo", "my-set"), false));
    }

    @Test
    void takesACteForTheTableItHides() {
        assertThat(tables("with web as (select 1 as a) select * from web")).isEmpty();
        assertThat(tables("with WEB as (select 1 as a) select * from web")).isEmpty();
        assertThat(tables("with web as (select * from web) select * from web")).hasSize(1);
        assertThat(tables("select * from (with web as (select 1) select * from web), web"))
                .hasSize(1);
        assertThat(tables("with recursive web(n) as (select 1 union all select n + 1 from web where n < 3)"
                        + " select * from web"))
                .isEmpty();
    }

    @Test
    void comparesNamesWithoutCaseInAsciiOnly() {
        assertThat(tables("select * from DEMO.SysLog")).hasSize(1);
        // KELVIN SIGN is a K to Java's toLowerCase, but not to DuckDB
        assertThat(plan("select * from \"\u212Aelvin\"")).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    select * from sislog          | did you mean syslog?
                    select * from demo.wev        | did you mean demo.web?
                    select * from demo."web-logs" | did you mean "acme-eu"."web-logs"?
                    select * from secrets         | there are "my-set", syslog, web
                    """)
    void suggestsTheNearestTable(String sql, String expected) {
        assertThat(plan(sql)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_TABLE);
            assertThat(refusal.message()).contains(expected);
        });
    }

    @Test
    void asksForTheTenantOfABareName() {
        PlanOutcome outcome = planner.plan("select * from syslog", 10, new ReadableTables(DATASETS, null));
        assertThat(((Refusal) outcome).message()).contains("\"tenant\"").contains("demo.syslog");
    }

    @Test
    void doesNotTellAnotherAccountsTablesFromMissingOnes() {
        String other = ((Refusal) plan("select * from rival.orders")).message();
        String missing = ((Refusal) plan("select * from absent.orders")).message();
        assertThat(other.replace("rival", "x")).isEqualTo(missing.replace("absent", "x"));
    }

    @Test
    void wantsTenantsWithNamesOfTheEngineInTheRequest() {
        assertThat(((Refusal) plan("select * from temp.events")).message()).contains("\"tenant\": \"temp\"");
        PlanOutcome bare =
                planner.plan("select * from events", 10, new ReadableTables(DATASETS, new ResourceId("temp")));
        assertThat(bare).isInstanceOf(QueryPlan.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    selec 1                       | line 1, column 1
                    select 1 frm syslog where     | line 1, column 14
                    select * from my-set          | double quotes
                    """)
    void saysWhereTheSyntaxIsWrong(String sql, String expected) {
        assertThat(plan(sql)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.SYNTAX);
            assertThat(refusal.message()).contains(expected);
        });
    }

    @Test
    void countsCharactersAndLinesNotBytes() {
        assertThat(((Refusal) plan("select 'ééé',\n  '日本' whre x")).message()).contains("line 2, column 13");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 1;", " select 1 ; ; ", "select 1 -- done", "select 1 /* done */;"})
    void takesSemicolonsAndCommentsAtTheEnd(String sql) {
        assertThat(plan(sql)).isInstanceOf(QueryPlan.class);
    }

    @Test
    void limitsLengthAndDepth() {
        assertThat(((Refusal) plan("select '" + "x".repeat(QueryPlan.SQL_LENGTH_MAX) + "'")).reason())
                .isEqualTo(Reason.TOO_COMPLEX);
        for (String deep : new String[] {
            "select " + "(".repeat(5000) + "1" + ")".repeat(5000),
            "select " + "not ".repeat(900) + "true",
            "select * from " + "(select * from ".repeat(600) + "syslog" + ")".repeat(600)
        }) {
            assertThat(((Refusal) plan(deep)).reason()).isEqualTo(Reason.TOO_COMPLEX);
        }
    }

    private static Set<TableUse> tables(String sql) {
        return ((QueryPlan) plan(sql)).tables();
    }

    private static PlanOutcome plan(String sql) {
        return planner.plan(sql, 100, new ReadableTables(DATASETS, new ResourceId("demo")));
    }
}
