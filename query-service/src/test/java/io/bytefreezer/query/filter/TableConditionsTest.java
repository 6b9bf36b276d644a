package io.bytefreezer.query.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.query.plan.QueryPlan;
import io.bytefreezer.query.plan.ReadableTables;
import io.bytefreezer.query.sql.QueryPlanner;
import io.bytefreezer.query.sql.SqlParser;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is understood of a query's conditions, and what must not be. */
class TableConditionsTest {

    private static final DatasetRef WEB = DatasetRef.of("demo", "web");

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

    private static Condition condition(String sql) {
        ReadableTables readable =
                new ReadableTables(Set.of(WEB, DatasetRef.of("demo", "syslog")), new ResourceId("demo"));
        QueryPlan plan = (QueryPlan) planner.plan(sql, 10, readable);
        return plan.conditions().getOrDefault(WEB, Condition.ANY);
    }

    /** Records' own texts, which name all there is to say. */
    private static String shown(Condition condition) {
        return condition
                .toString()
                .replace("Compare[column=", "[")
                .replace(", operator=", " ")
                .replace(", value=Whole[value=", " ")
                .replace(", value=Text[value=", " ")
                .replace(", value=Real[value=", " ")
                .replace(", value=Time[value=", " ")
                .replace(", value=Flag[value=", " ")
                .replace(", value=Ago[time=", " ago ")
                .replace("]]", "]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a = 5                                               | [a EQUAL 5]
        5 < A                                               | [A GREATER 5]
        "a" <= -5.25                                        | [a LESS_OR_EQUAL -5.25]
        web.a = 'x'                                         | [a EQUAL x]
        a = true                                            | [a EQUAL true]
        a like 'ab%c'                                       | StartsWith[column=a, prefix=ab]
        starts_with(a, 'ab')                                | StartsWith[column=a, prefix=ab]
        a is null                                           | IsNull[column=a]
        t > now() - interval 2 hours                        | [t GREATER ago PT2H]
        t > now() - interval '1 day'                        | [t GREATER ago PT24H]
        t >= timestamp '2026-03-04 05:06:07.5'              | [t GREATER_OR_EQUAL 2026-03-04T05:06:07.500Z]
        t < timestamptz '2026-03-04 05:00:00+02'            | [t LESS 2026-03-04T03:00:00Z]
        t < '2026-03-04'::date                              | [t LESS 2026-03-04T00:00:00Z]
        cast(t as date) > '2026-03-04'                      | [t GREATER_OR_EQUAL 2026-03-05T00:00:00Z]
        date_trunc('hour', t) <= '2026-03-04 05:10:00'      | [t LESS 2026-03-04T06:00:00Z]
        date_trunc('hour', t) < '2026-03-04 05:00:00'       | [t LESS 2026-03-04T05:00:00Z]
        a = 5 and length(b) > 3                             | [a EQUAL 5]
        a in (1, 2)                                         | OneOf[column=a, values=[Whole[value=1], Whole[value=2]]
        """)
    void understandsComparisonsOfColumnsWithConstants(String where, String expected) {
        assertThat(shown(condition("select * from web where " + where))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from web where not a = 5",
                "select * from web where a = 5 or length(b) > 3",
                "select * from web where a <> 5",
                "select * from web where a not in (5)",
                "select * from web where a not like 'x%'",
                "select * from web where a ilike 'x%'",
                "select * from web where a like 'x!%' escape '!'",
                "select * from web where a collate nocase = 'x'",
                "select * from web where a = 'x' collate nocase",
                "select * from web where a = b",
                "select * from web where a + 1 = 5",
                "select * from web where a::varchar = '5'",
                "select * from web where a = null",
                "select * from web where a in (1, 'x')",
                "select * from web where a is not distinct from 5",
                "select * from web where other.a = 5",
                "select * from web w where web.a = 5",
                "select * from web w(b, a) where a = 5",
                "select b as a from web where a = 5",
                "select b as \"A\" from web where a = 5",
                "select * from web tablesample 10% where a = 5",
                "select * from web where a = 5 using sample 3 rows",
                "select * from web where t < date '2026-03-04 05:00:00'",
                "select * from web where t < timestamp '2026-03-04 05:00:00+02'",
                "select * from web where t < timestamp_s '2026-03-04 05:00:00'",
                "select * from web where t > current_timestamp - interval 1 day",
                "select * from web where t > now() - interval 1 month",
                "select * from web where exists (select 1 from syslog where a = 5)",
                "select * from web qualify a = 5",
                "select a, count(*) from web group by a having a = 5",
                "select * from (select * from web) where a = 5",
                "with x as (select * from web) select * from x where a = 5",
                "select * from web where a = 5 union all select * from web",
                "select (select count(*) from web) from web where a = 5",
                "select * from web, syslog where a = 5",
                "select * from web left join syslog on true where syslog.a = 5",
                "select * from syslog left join web on true where web.a = 5",
                "select * from syslog full join web on true where web.a = 5",
                "select * from syslog asof join web on syslog.t >= web.t where web.a = 5",
                "select * from syslog positional join web where web.a = 5",
                "select * from web x join web y on true where x.a = 5",
                "with web as (select 1 as a) select * from web where a = 5",
                "describe select * from web",
            })
    void saysNothingWhereItIsNotSure(String sql) {
        assertThat(condition(sql)).isEqualTo(Condition.ANY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from (select * from web where a = 5)",
                "with x as (select * from web where a = 5) select * from x, x y",
                "select * from web w join syslog s on w.b = s.b where w.a = 5",
                "select * from web, syslog where web.a = 5",
                "select * from web left join syslog on true where web.a = 5",
                "select * from syslog where b in (select b from web where a = 5)",
                "select * from syslog, lateral (select * from web where web.b = syslog.b and a = 5)",
                "summarize select * from web where a = 5",
                "from web where a = 5",
                "select * from demo.web where demo.web.a = 5",
                "select a as b from web where a = 5",
            })
    void findsConditionsWhereverATableStands(String sql) {
        assertThat(shown(condition(sql))).isEqualTo("[a EQUAL 5]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        select * from web where a = 5 union all select * from web where a = 6 | Some
        select * from web where a between 1 and 2                             | Every
        select * from web where a = 5 or a = 6                                | Some
        """)
    void joinsWhatIsKnown(String sql, String kind) {
        assertThat(condition(sql).getClass().getSimpleName()).isEqualTo(kind);
    }
}
