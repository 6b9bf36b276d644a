package io.bytefreezer.query.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.query.plan.QueryPlan;
import io.bytefreezer.query.plan.ReadableTables;
import io.bytefreezer.query.sql.QueryPlanner;
import io.bytefreezer.query.sql.SqlParser;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of which tables a query needs the number of rows alone. */
class CountedTablesTest {

    private static final DatasetRef WEB = DatasetRef.of("demo", "web");
    private static final DatasetRef SYSLOG = DatasetRef.of("demo", "syslog");

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

    private static Set<DatasetRef> counted(String sql) {
        ReadableTables readable = new ReadableTables(Set.of(WEB, SYSLOG), new ResourceId("demo"));
        return ((QueryPlan) planner.plan(sql, 10, readable)).counted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from web",
                "SELECT COUNT(*) FROM DEMO.WEB;",
                "from web select count()",
                "select count(*) as n, 'rows of web', 1.5 from demo.web as w",
                "select count(*), count(*) from web",
                "select n + 1 from (select count(*) as n from web) where n > 3 order by n",
                "with c as (select count(*) as n from web) select * from c x, c y",
                "with recursive r(i) as (select count(*) from web union all select i - 1 from r where i > 0) from r",
                "select (select count(*) from web)",
                "select count(*) from web union all select count(*) from demo.web",
            })
    void areThoseOfWhichAllPlacesCount(String sql) {
        assertThat(counted(sql)).containsExactly(WEB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from web where a = 5",
                "select count(*) from web where true",
                "select count(*) filter (where a = 5) from web",
                "select count(*) filter (a = 5) from web",
                "select count(a) from web",
                "select count(1) from web",
                "select count(web) from web",
                "select count(web.*) from web",
                "select count(columns(*)) from web",
                "select count(distinct a) from web",
                "select count(distinct *) from web",
                "select count(* order by a) from web",
                "select count(*) over () from web",
                "select count(*) + 1 from web",
                "select count(*), max(a) from web",
                "select count(*), (select max(a) from web) from web",
                "select count(*), random() from web",
                "select distinct count(*) from web",
                "select a, count(*) from web group by a",
                "select count(*) from web group by a",
                "select count(*) from web group by ()",
                "select count(*) from web group by all",
                "select count(*) from web having max(a) = 5",
                "select count(*) from web having true",
                "select count(*) from web qualify true",
                "select count(*) from web order by max(a)",
                "select count(*) from web limit 0",
                "select count(*) from web using sample 3 rows",
                "select count(*) from web tablesample 10%",
                "select count(*) from web w(x, y)",
                "select count(*) from web, web w",
                "select count(*) from (select * from web)",
                "select count(*) from (select a from web limit 3)",
                "with x as (select * from web) select count(*) from x",
                "select count(*) from web union all select max(a) from web",
                "select count(*), (select count(*) from web) from web",
                "select * from web where b > (select count(*) from web)",
                "select 1 from web",
                "select exists (select 1 from web)",
                "describe web",
                "summarize web",
                "with web as (select 1 as a) select count(*) from web",
            })
    void areNoneWhereAPlaceMayReadMore(String sql) {
        assertThat(counted(sql)).isEmpty();
    }

    @Test
    void areToldApart() {
        assertThat(counted("select s.host, (select count(*) from web) from syslog s"))
                .containsExactly(WEB);
        assertThat(counted("select count(*) from web union all select count(*) from syslog"))
                .containsExactlyInAnyOrder(WEB, SYSLOG);
        assertThat(counted("select count(*) from web, syslog")).isEmpty();
        assertThat(counted("select count(*) from web left join syslog on true")).isEmpty();
        assertThat(counted("select count(*) from syslog positional join web")).isEmpty();
    }
}
