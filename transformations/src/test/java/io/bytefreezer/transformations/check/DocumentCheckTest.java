package io.bytefreezer.transformations.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.option.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentCheckTest {

    private static final String FILTERS = """
            "filters": [
              {"type": "drop", "config": {"if_field": "level", "equals": "debug"}},
              {"type": "grok", "config": {"pattern": "%{WORD:verb} %{INT:n:int}"}},
              {"type": "remove_field", "config": {"field": "message"}}]""";

    private static List<Problem> problems(String document) {
        TransformationCompiler compiler = new TransformationCompiler(Limits.DEFAULT);
        return switch (new DocumentCheck(compiler, Limits.DEFAULT).check(document)) {
            case Compilation.Compiled compiled -> List.of();
            case Compilation.Invalid invalid -> invalid.problems();
        };
    }

    private static List<Problem> problemsOf(String tests) {
        return problems("{" + FILTERS + ",\n\"tests\": [" + tests + "]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"name": "an event", "input": {"message": "GET 7", "price": 1.50},
                 "expect": {"event": {"n": 7, "verb": "GET", "price": 1.5}}}""", """
                {"name": "a text", "input": "GET 7", "expect": {"event": {"verb": "GET", "n": 7}}}""", """
                {"name": "with a hint", "input": "{\\"a\\": 1}", "format": "text",
                 "received_at": "2003-10-11T22:14:15Z", "expect": {"rejected": "GROK_NO_MATCH"}}""", """
                {"name": "many", "input": {"message": "GET 7"}, "expect": {"events": [{"verb": "GET", "n": 7}]}}""", """
                {"name": "dropped", "input": {"level": "debug"}, "expect": {"dropped": true}}""", """
                {"name": "dropped for", "input": {"level": "debug"}, "expect": {"dropped": "if_field"}}"""})
    void aTestThatPassesIsNoProblem(String test) {
        assertThat(problemsOf(test)).isEmpty();
    }

    @Test
    void aTestThatFailsIsNamedWithItsPlaceAndWhatCameInstead() {
        assertThat(problemsOf("""
                {"name": "wrong values", "input": {"message": "GET 7", "a": {"b": 1}, "x": 1},
                 "expect": {"event": {"verb": "PUT", "n": 7, "a": {"b": 2}, "y": 1}}},
                {"name": "not dropped", "input": {"message": "GET 7"}, "expect": {"dropped": true}},
                {"name": "dropped", "input": {"level": "debug"}, "expect": {"event": {}}},
                {"name": "rejected", "input": {"message": "?"}, "expect": {"event": {}}},
                {"name": "another code", "input": {"message": "?"}, "expect": {"rejected": "WRONG_TYPE"}},
                {"name": "too few", "input": {"message": "GET 7"}, "expect": {"events": [{}, {}]}},
                {"name": "routed", "input": {"message": "GET 7"}, "expect": {"route": "b", "event": {"verb": "GET", "n": 7}}}"""))
                .extracting(Problem::pointer, Problem::message)
                .containsExactly(
                        tuple(
                                "/tests/0/expect",
                                "test 'wrong values' fails: /verb is \"GET\" instead of \"PUT\"; /a/b is 1 instead of 2;"
                                        + " /y is missing, instead of 1; /x is there, with 1"),
                        tuple(
                                "/tests/1/expect",
                                "test 'not dropped' fails: expected it dropped, came one event, first"
                                        + " {\"verb\":\"GET\",\"n\":7}"),
                        tuple(
                                "/tests/2/expect",
                                "test 'dropped' fails: expected one event, it was dropped by 0:drop for 'if_field'"),
                        tuple(
                                "/tests/3/expect",
                                "test 'rejected' fails: expected one event, it was rejected by 1:grok: GROK_NO_MATCH, "
                                        + rejection()),
                        tuple(
                                "/tests/4/expect",
                                "test 'another code' fails: expected it rejected with WRONG_TYPE, it was rejected by"
                                        + " 1:grok: GROK_NO_MATCH, " + rejection()),
                        tuple("/tests/5/expect", "test 'too few' fails: expected 2 events, came one event"),
                        tuple(
                                "/tests/6/expect",
                                "test 'routed' fails: event 0 goes to its own dataset instead of dataset 'b'"));
    }

    private static String rejection() {
        return problemsOf("{\"name\": \"n\", \"input\": {\"message\": \"?\"}, \"expect\": {\"event\": {}}}")
                .getFirst()
                .message()
                .split("GROK_NO_MATCH, ", 2)[1];
    }

    @Test
    void whatIsWrongWithTestsIsToldWithWhatIsWrongWithFilters() {
        List<Problem> problems = problems("""
                {"filters": [{"type": "gork"}],
                 "tests": [
                  {"name": "a", "inptu": {}, "expect": {"event": {}}},
                  {"name": "b", "input": 7, "expect": {"event": {}}},
                  {"name": "c", "input": {}, "expect": {"event": {}, "dropped": true}},
                  {"name": "d", "input": {}, "expect": {"rejected": "GROK_NOMATCH"}},
                  {"name": "e", "input": {}, "expect": {"event": 7}},
                  {"name": "f", "input": {}, "expect": {"dropped": false}},
                  {"name": "g", "input": {}, "received_at": "now", "expect": {"dropped": true}},
                  {"name": "h", "input": {}, "expect": {"dropped": true, "route": "x"}},
                  7]}""");

        assertThat(problems)
                .extracting(Problem::pointer)
                .containsExactly(
                        "/filters/0/type",
                        "/tests/0/inptu",
                        "/tests/0",
                        "/tests/1/input",
                        "/tests/2/expect",
                        "/tests/3/expect/rejected",
                        "/tests/4/expect/event",
                        "/tests/5/expect/dropped",
                        "/tests/6/received_at",
                        "/tests/7/expect/route",
                        "/tests/8");
        assertThat(problems.get(1).line()).isEqualTo(3);
        assertThat(problems.get(5).suggestion()).isEqualTo("GROK_NO_MATCH");
    }

    @Test
    void manyDifferencesAreCounted() {
        String fields = "\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1";
        assertThat(problemsOf("{\"name\": \"n\", \"input\": {\"message\": \"GET 7\"}, \"expect\": {\"event\": {"
                        + fields + ",\"verb\":\"GET\",\"n\":7}}}"))
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .endsWith("; and 2 more");
    }

    @Test
    void moreTestsThanTheLimitAreNotRun() {
        String test = "{\"name\": \"n\", \"input\": {}, \"expect\": {\"dropped\": true}}";
        String tests = String.join(",", java.util.Collections.nCopies(DocumentCheck.TESTS_MAX + 1, test));
        assertThat(problemsOf(tests))
                .extracting(Problem::message)
                .containsExactly("there are 101 tests; 100 are allowed");
    }

    @Test
    void whereAPlanRunsTheTestsAreLeftAlone() {
        String document = "{" + FILTERS + ", \"tests\": [{\"name\": \"wrong\"}]}";
        assertThat(TransformationCompiler.compile(document, Limits.DEFAULT)).isInstanceOf(Compilation.Compiled.class);
    }
}
