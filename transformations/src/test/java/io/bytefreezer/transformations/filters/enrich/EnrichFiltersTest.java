package io.bytefreezer.transformations.filters.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.filter.FilterType;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichFiltersTest {

    /** Texts that some filter may stumble over. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "7",
            "-1",
            "1e400",
            "70000",
            "[]",
            "[\"a\"]",
            "{}",
            "{\"ip\": 1}",
            "\"\"",
            "\" \"",
            "\"tcp\"",
            "\"10.0.0.1\"",
            "\"fe80::1%eth0\"",
            "\"::ffff:1.2.3.4\"",
            "\"www.example.com\"",
            "\"xn--\"",
            "\"..\"",
            "\"\\ud83d\"",
            "\"Mozilla/5.0 (((((\"",
            "\"web-1\"",
            "\"icmp\"",
            "\"99999999999\"");

    @Test
    void everyEventHasAnOutcomeThatIsNoDefect() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (FilterType type : EnrichFilters.ALL) {
            for (var example : type.examples()) {
                Plan plan = Plans.planWithLookups(
                        "{\"filters\": [{\"type\": \"%s\", \"config\": %s}]}".formatted(type.name(), example.config()));
                for (int i = 0; i < 100; i++) {
                    String event = example.input().replaceAll("\"[^\"]*\"(?=\\s*[,}])|[0-9]+(?=\\s*[,}])", "@");
                    while (event.contains("@")) {
                        event = event.replaceFirst("@", value(random));
                    }
                    if (plan.apply(Plans.input("json", event), Plans.CONTEXT) instanceof Outcome.Reject reject) {
                        assertThat(reject.code())
                                .as("seed %d: %s of %s: %s", seed, type.name(), event, reject.detail())
                                .isNotEqualTo(ErrorCode.INTERNAL);
                    }
                }
            }
        }
    }

    private static String value(Random random) {
        return Matcher.quoteReplacement(VALUES.get(random.nextInt(VALUES.size())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cidr | {\"networks\": [\"10.0.0.0/33\"], \"target_field\": \"a\"} | /networks/0 | is no network",
                "cidr | {\"labels\": {\"10.0.0/8\": \"x\"}, \"target_field\": \"a\"} | /labels/10.0.0~18 | is no network",
                "cidr | {\"networks\": [\"10.0.0.0/8\"]} | '' | give 'target_field' or 'tag'",
                "cidr | {\"target_field\": \"a\"} | '' | give 'networks' or 'labels'",
                "dns | {\"resolve\": [\"a\"], \"nameserver\": [\"dns.example\"]} | /nameserver/0 | is no address",
                "dns | {\"resolve\": []} | /resolve | at least one field",
                "geoip | {\"fields\": [\"contry\"]} | /fields/0 | contry' is unknown",
                "enricher | {\"source_field\": \"a\", \"target_field\": \"b\"} | '' | name the table",
                "enricher | {\"enricher_id\": \"t\", \"source_field\": [\"a\",\"b\",\"c\",\"d\"], \"target_field\": \"b\"} | /source_field | one to 3",
                "translate | {\"source_field\": \"a\"} | '' | give either 'dictionary'",
                "translate | {\"source_field\": \"a\", \"table\": \"t\"} | '' | needs 'column'",
                "translate | {\"source_field\": \"a\", \"regex\": true, \"dictionary\": {\"(\": 1}} | /dictionary/( | not an RE2",
                "community_id | {\"seed\": 70000} | /seed | from 0 to 65535",
            })
    void saysWhatIsWrongWithADocument(String type, String config, String pointer, String message) {
        assertThat(Plans.problems("{\"filters\": [{\"type\": \"%s\", \"config\": %s}]}".formatted(type, config)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/filters/0/config" + pointer);
                    assertThat(problem.message()).contains(message);
                });
    }

    @Test
    void namesOfSeveralFieldsBecomeAList() {
        Plan plan = plan("dns", "{\"resolve\": [\"a\", \"b\"], \"target_field\": \"names\"}");
        assertThat(Plans.body(plan, "{\"a\": \"192.0.2.7\", \"b\": \"www.example.com\"}"))
                .isEqualTo(
                        "{\"a\":\"192.0.2.7\",\"b\":\"www.example.com\",\"names\":[\"host7.example.net\",\"192.0.2.80\"]}");
    }

    @Test
    void anEventThatIsRejectedIsLeftAsItWas() {
        String document = "{\"filters\": [{\"type\": \"dns\", \"on_error\": \"keep\", \"config\":"
                + " {\"resolve\": [\"a\", \"b\"]}}, {\"type\": \"remove_field\", \"config\": {\"field\": \"_errors\"}}]}";
        String event = "{\"a\":\"192.0.2.7\",\"b\":7}";
        assertThat(Plans.body(Plans.planWithLookups(document), event)).isEqualTo(event);
    }

    @Test
    void whereNothingCanBeLookedUpTheEventSaysSo() {
        Plan plan = Plans.plan("{\"filters\": [{\"type\": \"geoip\"}]}");
        Outcome outcome = plan.apply(Plans.input("json", "{\"ip_address\": \"192.0.2.1\"}"), Plans.CONTEXT);
        assertThat(Plans.rejected(outcome).code()).isEqualTo(ErrorCode.LOOKUP_UNAVAILABLE);
    }

    @Test
    void noTwoEventsShareWhatWasLookedUp() {
        Plan plan = Plans.planWithLookups(
                "{\"filters\": [{\"type\": \"translate\", \"config\": {\"source_field\": \"a\","
                        + " \"dictionary\": {\"x\": {\"n\": 1}}}}, {\"type\": \"add_field\", \"config\": {\"field\": \"a.m\","
                        + " \"value\": \"${line_number}\"}}, {\"type\": \"remove_field\", \"config\": {\"field\": \"a.n\"}}]}");
        assertThat(Plans.body(plan, "{\"a\": \"x\"}")).isEqualTo(Plans.body(plan, "{\"a\": \"x\"}"));
        Plan whole = plan("translate", "{\"source_field\": \"a\", \"dictionary\": {\"x\": {\"n\": 1}}}");
        assertThat(Plans.body(whole, "{\"a\": \"x\"}")).isEqualTo("{\"a\":{\"n\":1}}");
    }

    private static Plan plan(String type, String config) {
        return Plans.planWithLookups("{\"filters\": [{\"type\": \"%s\", \"config\": %s}]}".formatted(type, config));
    }
}
