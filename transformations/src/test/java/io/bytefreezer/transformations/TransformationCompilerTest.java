package io.bytefreezer.transformations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import io.bytefreezer.transformations.filters.Filters;
import io.bytefreezer.transformations.lookup.NamedTable;
import io.bytefreezer.transformations.option.Problem;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransformationCompilerTest {

    @Test
    void tellsEveryProblemAtOnceWithPlaceAndSuggestion() {
        List<Problem> problems = Plans.problems("""
                {
                  "parse": "jsn",
                  "filters": [
                    {"type": "grook", "config": {}},
                    {"type": "add_field", "config": {"field": "a", "vaule": 1}},
                    {"type": "grok", "config": {"pattern": "%{IPP:client}"}, "when": "event.x ==", "on_error": "ignore"},
                    {"type": "drop", "config": {"if_field": "a", "matches": "("}},
                    {"type": "rename_field", "config": {"from": 7, "to": "b"}, "whenn": "true"}
                  ]
                }
                """);

        assertThat(problems)
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder(
                        "/parse",
                        "/filters/0/type",
                        "/filters/1/config/vaule",
                        "/filters/1/config",
                        "/filters/2/when",
                        "/filters/2/on_error",
                        "/filters/2/config/pattern",
                        "/filters/3/config/matches",
                        "/filters/4/whenn",
                        "/filters/4/config/from");
        assertThat(at(problems, "/parse").suggestion()).isEqualTo("json");
        assertThat(at(problems, "/filters/0/type").suggestion()).isEqualTo("grok");
        assertThat(at(problems, "/filters/0/type").line()).isEqualTo(4);
        assertThat(at(problems, "/filters/0/type").column()).isEqualTo(14);
        assertThat(at(problems, "/filters/1/config/vaule").suggestion()).isEqualTo("value");
        assertThat(at(problems, "/filters/2/config/pattern").suggestion()).isEqualTo("IP");
        assertThat(at(problems, "/filters/4/whenn").suggestion()).isEqualTo("when");
        assertThat(at(problems, "/filters/4/config/from").message()).contains("field path", "the number 7");
    }

    @Test
    void refusesAFilterThatNoEventComesTo() {
        List<Problem> problems = Plans.problems("""
                {"filters": [
                  {"type": "drop", "enabled": false, "config": {"always_drop": true}},
                  {"type": "drop", "when": "event.a == 1", "config": {"always_drop": true}},
                  {"type": "drop", "condition": "a == 2", "config": {"always_drop": true}},
                  {"type": "drop", "condition": "", "config": {"always_drop": true}},
                  {"type": "remove_field", "enabled": false, "config": {"field": "a"}},
                  {"type": "remove_field", "config": {"field": "a"}},
                  {"type": "remove_field", "config": {"field": "b"}}]}""");

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/filters/5");
            assertThat(problem.message()).contains("no event comes here", "3:drop");
        });
    }

    @Test
    void aConditionOfOldIsHonoured() {
        Plan plan = Plans.plan("""
                {"filters": [{"type": "drop", "enabled": true, "condition": "status >= 500 and path contains '/api'", "config": {}},
                             {"type": "add_field", "condition": null, "config": {"field": "kept", "value": true}}]}""");

        assertThat(plan.apply(Plans.input("json", "{\"status\": 503, \"path\": \"/api\"}"), Plans.CONTEXT))
                .isInstanceOf(Outcome.Drop.class);
        assertThat(Plans.body(plan, "{\"status\": 200}")).isEqualTo("{\"status\":200,\"kept\":true}");
    }

    @Test
    void aConditionThatIsWrongIsRefusedWithItsPlace() {
        assertThat(Plans.problems("""
                {"filters": [
                  {"type": "drop", "condition": "status = 5"},
                  {"type": "drop", "condition": 7, "config": {"always_drop": true}},
                  {"type": "drop", "condition": "a exists", "when": "true"}]}"""))
                .extracting(Problem::pointer)
                .containsExactly("/filters/0/condition", "/filters/1/condition", "/filters/2/condition");
    }

    @Test
    void saysWhereADocumentStopsBeingJson() {
        Problem problem = Plans.problems("{\n  \"filters\": [}").getFirst();

        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.toString()).startsWith("document (line 2, column ").contains("not JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "",
                "{\"filters\": {}}",
                "{\"filters\": [7]}",
                "{\"filters\": [{}]}",
                "{\"filters\": [{\"type\": 1}]}",
                "{\"filters\": [{\"type\": \"drop\"}]}",
                "{\"filters\": [{\"type\": \"drop\", \"config\": []}]}",
                "{\"filters\": [{\"type\": \"drop\", \"config\": null}]}",
                "{\"filters\": [{\"type\": \"drop\", \"config\": {\"percentage\": 101}}]}",
                "{\"filters\": [{\"type\": \"drop\", \"config\": {\"equals\": 1}}]}",
                "{\"filters\": [{\"type\": \"drop\", \"config\": {\"always_drop\": \"yes\"}}]}",
                "{\"filters\": [{\"type\": \"drop\", \"when\": \"1 + 1\"}]}",
                "{\"filters\": [{\"type\": \"drop\", \"when\": \"tennant == 'a'\"}]}",
                "{\"filters\": [{\"type\": \"drop\", \"when\": true}]}",
                "{\"filters\": [{\"type\": \"grok\"}]}",
                "{\"filters\": [{\"type\": \"grok\", \"config\": {\"pattern\": \"%{WORD:a:integer}\"}}]}",
                "{\"filters\": [{\"type\": \"grok\", \"config\": {\"pattern\": \"(?<a\"}}]}",
                "{\"filters\": [{\"type\": \"grok\", \"config\": {\"patterns\": [\"a\", null]}}]}",
                "{\"filters\": [{\"type\": \"add_field\", \"config\": {\"field\": \"a..b\", \"value\": 1}}]}",
                "{\"filters\": [{\"type\": \"add_field\", \"config\": {\"field\": \"[a\", \"value\": 1}}]}",
                "{\"filters\": [{\"type\": \"add_field\", \"config\": {\"field\": \"a\", \"value\": null}}]}",
                "{\"filters\": [{\"type\": \"add_field\", \"config\": {\"field\": \"a\", \"value\": \"${tenant}\"}}]}",
                "{\"filters\": [{\"type\": \"date_parse\", \"config\": {\"format\": \"yyyy-qq-bb\"}}]}",
                "{\"filters\": [{\"type\": \"date_parse\", \"config\": {\"timezone\": \"Europe/Berln\"}}]}",
                "{\"filters\": [{\"type\": \"date_parse\", \"config\": {\"locale\": \"klingon\"}}]}",
                "{\"filters\": [{\"type\": \"remove_field\", \"config\": {}}]}",
                "{\"filters\": [{\"type\": \"drop\", \"type\": \"drop\", \"config\": {\"always_drop\": true}}]}"
            })
    void refusesWhatCannotWork(String document) {
        assertThat(Plans.problems(document)).isNotEmpty();
    }

    @Test
    void namesTheCircleOfPatternsThatReferToEachOther() {
        List<Problem> problems = Plans.problems("""
                {"filters": [{"type": "grok", "config": {"pattern": "%{A:x}",
                  "custom_patterns": {"A": "a%{B}", "B": "b%{A}"}}}]}""");

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("'A' refers to itself"));
    }

    @Test
    void refusesPatternsThatDoubleThemselves() {
        StringBuilder patterns = new StringBuilder("\"P0\": \"x\"");
        for (int i = 1; i < 40; i++) {
            patterns.append(", \"P%d\": \"%%{P%d}%%{P%d}\"".formatted(i, i - 1, i - 1));
        }

        List<Problem> problems = Plans.problems("""
                {"filters": [{"type": "grok", "config": {"pattern": "%%{P39}", "custom_patterns": {%s}}}]}""".formatted(patterns));

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("too large"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(x+){1000}(x+){1000}(x+){1000}(x+){1000}(x+){1000}(x+){1000}(x+){1000}(x+){1000}(x+){1000}(x+){2000}",
                "((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}",
            })
    void refusesRegularExpressionsWhoseRepetitionsMultiply(String regex) {
        assertThat(Plans.problems(drop(regex))).isNotEmpty();
        assertThat(Plans.problems(when("tenant.matches('" + regex + "')"))).isNotEmpty();
    }

    @Test
    void refusesNestingWithoutEnd() {
        String deep = "(".repeat(8000) + "a" + ")".repeat(8000);

        assertThat(Plans.problems(drop(deep))).isNotEmpty();
        assertThat(Plans.problems(grok(deep))).isNotEmpty();
        assertThat(Plans.problems(when(deep))).isNotEmpty();
        assertThat(Plans.problems("[".repeat(100_000))).isNotEmpty();
    }

    @Test
    void takesRegularExpressionsOfConditionsAsLiteralsOnly() {
        assertThat(Plans.problems(when("event.a.matches('^x[0-9]+$')"))).isEmpty();
        assertThat(Plans.problems(when("event.a.matches(event.b)")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/filters/0/when");
                    assertThat(problem.message()).contains("literal");
                });
        assertThat(Plans.problems(when("matches(tenant, '(')"))).hasSize(1);
    }

    @Test
    void neverThrowsForWhatADocumentHolds() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int parts = random.nextInt(12); parts > 0; parts--) {
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            String value = text.toString().replace("\\", "\\\\");
            List<String> documents = List.of(grok(value), drop(value), when(value), date(value), "{" + text);
            assertThatCode(() -> documents.forEach(Plans::problems))
                    .as("seed %d: %s", seed, text)
                    .doesNotThrowAnyException();
        }
    }

    private static final List<String> PARTS = List.of(
            "%{",
            "}",
            "IP",
            ":a",
            "(?<x>",
            "(",
            ")",
            "[",
            "]",
            "\\",
            "{1,3}",
            "*",
            "+",
            "?",
            "|",
            "^",
            "$",
            "\\p{",
            "\\k<x>",
            "a",
            "é",
            "\\x",
            "(?i)",
            "(?=",
            "(?<!",
            "-",
            "&&",
            "[:alpha:]",
            "{",
            "'",
            "yyyy",
            "2006",
            "Jan",
            ".000",
            "G",
            "W",
            "event",
            "==",
            "true",
            ".x",
            "has(",
            "matches(",
            " ",
            "5",
            "in",
            "null",
            "d",
            "p");

    private static String drop(String regex) {
        return "{\"filters\": [{\"type\": \"drop\", \"config\": {\"if_field\": \"a\", \"matches\": \"" + regex
                + "\"}}]}";
    }

    private static String grok(String pattern) {
        return "{\"filters\": [{\"type\": \"grok\", \"config\": {\"pattern\": \"" + pattern + "\"}}]}";
    }

    private static String date(String format) {
        return "{\"filters\": [{\"type\": \"date_parse\", \"config\": {\"format\": \"" + format + "\"}}]}";
    }

    private static String when(String condition) {
        return "{\"filters\": [{\"type\": \"drop\", \"when\": \"" + condition + "\"}]}";
    }

    @Test
    void takesTheDocumentsOfTheOriginal() {
        assertThat(Plans.problems("""
                {"enabled": true, "filters": [
                  {"type": "add_field", "enabled": true, "config": {"field": "a", "value": "${timestamp} ${line_number}"}},
                  {"type": "remove_field", "enabled": false, "config": {"fields": ["b", "c"]}},
                  {"type": "date_parse", "config": {"formats": ["02/Jan/2006:15:04:05 -0700", "unix_ms"], "locale": "en"}},
                  {"type": "drop", "config": {"if_field": "status", "equals": 200, "percentage": 50}}]}""")).isEmpty();
    }

    @Test
    void checksAFilterThatIsNotEnabledButLeavesItOut() {
        String document = """
                {"filters": [{"type": "drop", "enabled": false, "config": {"always_drop": %s}}]}""";

        assertThat(Plans.problems(document.formatted("7"))).hasSize(1);
        assertThat(Plans.body(Plans.plan(document.formatted("true")), "{\"a\":1}"))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void aPlanTellsWhichTablesItsDocumentNamesAndWhere() {
        Plan plan = Plans.plan("""
                {"filters": [
                  {"type": "enricher", "config": {"enricher_id": "hosts@2", "source_field": "a", "target_field": "b"}},
                  {"type": "enricher", "config": {"enricher_name": "hosts", "source_field": "a", "target_field": "b"}},
                  {"type": "enricher", "config": {"enrichment": "off", "source_field": "a", "target_field": "b"},
                   "enabled": false},
                  {"type": "translate", "config": {"source_field": "a",
                    "table": "ports", "column": "name"}}]}""");
        assertThat(plan.tables()).containsExactlyInAnyOrder("hosts@2", "hosts", "ports");
        assertThat(plan.namedTables())
                .extracting(
                        NamedTable::name,
                        NamedTable::pointer,
                        table -> table.position().line())
                .containsExactly(
                        tuple("hosts@2", "/filters/0/config/enricher_id", 2),
                        tuple("hosts", "/filters/1/config/enricher_name", 3),
                        tuple("ports", "/filters/3/config/table", 7));
    }

    @Test
    void describesEveryFilterForForms() {
        assertThat(FilterCatalogue.entries())
                .extracting(FilterCatalogue.FilterEntry::type)
                .containsExactlyElementsOf(Filters.names());
        assertThat(FilterCatalogue.entries())
                .filteredOn(entry -> entry.type().equals("remove_field"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.group()).isEqualTo("Fields and values");
                    assertThat(entry.examples()).isNotEmpty();
                    assertThat(entry.options().getFirst().type()).isEqualTo("field path");
                    assertThat(entry.options().getFirst().schema()).containsEntry("type", "string");
                });
        assertThat(FilterCatalogue.formats())
                .extracting(FilterCatalogue.FormatEntry::name)
                .contains("json", "text");
    }

    private static Problem at(List<Problem> problems, String pointer) {
        return problems.stream()
                .filter(problem -> problem.pointer().equals(pointer))
                .findFirst()
                .orElseThrow();
    }
}
