package io.bytefreezer.transformations.filters.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.option.Problem;
import io.bytefreezer.transformations.option.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrivacyFiltersTest {

    private static Plan plan(String type, String config) {
        return Plans.plan("{\"filters\":[{\"type\":\"%s\",\"config\":%s}]}".formatted(type, config));
    }

    private static String body(String type, String config, String event) {
        return Plans.body(plan(type, config), event);
    }

    private static ErrorCode code(String type, String config, String event) {
        return Plans.rejected(plan(type, config).apply(Plans.input("json", event), Plans.CONTEXT))
                .code();
    }

    /** RFC 4231, test cases 2 and 6. */
    @Test
    void hashesAsTheRfcSays() {
        assertThat(new Hmac(new Secret("Jefe")).hex("what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        Secret cut = new Secret("k".repeat(131));
        assertThat(new Hmac(cut).hex("x")).isEqualTo(new Hmac(cut).hex("x")).hasSize(64);
    }

    @Test
    void aSecretIsNeverShown() {
        String key = "a long and secret key";
        assertThat(new Secret(key)).hasToString("***");
        assertThat(new Hash(List.of(), Optional.of(new Secret(key)), Optional.empty(), "hex").toString())
                .doesNotContain(key);
        List<Problem> problems = Plans.problems("""
                {"filters": [
                  {"type": "hash", "config": {"fields": "a", "key": "too short"}},
                  {"type": "hash", "config": {"fields": "a", "key": 1234567890123456789}}]}""");
        assertThat(problems)
                .hasSize(2)
                .allSatisfy(problem ->
                        assertThat(problem.message()).isEqualTo("expected a secret: a text of 16 or more characters"));
    }

    private static Compilation.Compiled compiled(String document, Lookups lookups) {
        return (Compilation.Compiled) new TransformationCompiler(Limits.DEFAULT, lookups).compile(document);
    }

    @Test
    void aSecretThatIsNamedHashesAsTheSameKeyInTheDocument() {
        String named = "{\"filters\":[{\"type\":\"hash\",\"config\":{\"fields\":\"a\",\"key_name\":\"users\"}}]}";
        Plan plan = compiled(named, Lookups.TRYING).plan();
        String hashed = Plans.body(plan, "{\"a\":\"ann\"}");
        assertThat(hashed)
                .isEqualTo(body("hash", "{\"fields\":\"a\",\"key\":\"an example, not a secret\"}", "{\"a\":\"ann\"}"))
                .isNotEqualTo(body("hash", "{\"fields\":\"a\",\"key\":\"another example of it\"}", "{\"a\":\"ann\"}"));
        assertThat(plan.secrets()).containsExactly("users");
    }

    @Test
    void withoutItsSecretNothingGoesOnUnhashedWhateverOnErrorSays() {
        String document = """
                {"filters":[{"type":"hash","on_error":"%s","config":{"fields":"a","key_name":"users"}}]}""";
        for (String onError : List.of("keep", "dead_letter")) {
            Outcome.Reject rejected = Plans.rejected(Plans.plan(document.formatted(onError))
                    .apply(Plans.input("json", "{\"a\":\"ann\"}"), Plans.CONTEXT));
            assertThat(rejected.code()).isEqualTo(ErrorCode.SECRET_UNAVAILABLE);
            assertThat(rejected.detail()).contains("'users'").doesNotContain("ann");
        }
        assertThat(Plans.plan(document.formatted("drop")).apply(Plans.input("json", "{\"a\":1}"), Plans.CONTEXT))
                .isInstanceOf(Outcome.Drop.class);
        assertThat(Plans.body(Plans.plan(document.formatted("keep")), "{\"b\":1}"))
                .as("nothing in it is to be hashed")
                .isEqualTo("{\"b\":1}");
    }

    @Test
    void aHashHasOneKey() {
        assertThat(Plans.problems("""
                {"filters": [
                  {"type": "hash", "config": {"fields": "a"}},
                  {"type": "hash", "config": {"fields": "a", "key": "an example, not a secret", "key_name": "users"}},
                  {"type": "hash", "config": {"fields": "a", "key_name": " "}}]}"""))
                .extracting(Problem::pointer, Problem::message)
                .containsExactly(
                        tuple("/filters/0/config", "give either 'key' or 'key_name'"),
                        tuple("/filters/1/config", "give either 'key' or 'key_name'"),
                        tuple("/filters/2/config/key_name", "expected a name of 1 to 128 characters"));
    }

    @Test
    void redactsTextsNumbersAndWhatIsDeepInside() {
        assertThat(body("redact", "{\"detectors\":\"card_number\"}", """
                {"a": 4111111111111111, "b": [[{"c": "4111111111111111"}], null, true, 7], "d": 4111111111111112,
                 "e": 1.10}"""))
                .isEqualTo("{\"a\":\"[REDACTED:card_number]\",\"b\":[[{\"c\":\"[REDACTED:card_number]\"}],null,true,7],"
                        + "\"d\":4111111111111112,\"e\":1.10}");
    }

    @Test
    void redactsNamedFieldsOnly() {
        String config = "{\"fields\":[\"a.b\",\"missing\"],\"detectors\":\"email\",\"replacement\":\"-\"}";

        assertThat(body("redact", config, "{\"a\":{\"b\":\"ann@example.com\"},\"c\":\"ann@example.com\"}"))
                .isEqualTo("{\"a\":{\"b\":\"-\"},\"c\":\"ann@example.com\"}");
    }

    @Test
    void coversOverlappingFindsAsOne() {
        String config = "{\"detectors\":\"email\",\"patterns\":{\"domain\":\"example[.]com/[a-z]+\",\"none\":\"x*\"}}";

        assertThat(body("redact", config, "{\"a\":\"to ann@example.com/inbox now\"}"))
                .isEqualTo("{\"a\":\"to [REDACTED:email] now\"}");
    }

    @Test
    void masksAllOfWhatIsShort() {
        assertThat(body(
                        "redact",
                        "{\"fields\":\"a\",\"action\":\"mask\"}",
                        "{\"a\":[\"12345678\",\"123-456-789\",12,null]}"))
                .isEqualTo("{\"a\":[\"********\",\"***-**6-789\",\"**\",null]}");
        assertThat(body(
                        "redact",
                        "{\"fields\":\"a\",\"action\":\"mask\",\"keep_last\":0}",
                        "{\"a\":\"a b\ud83d\ude00\"}"))
                .isEqualTo("{\"a\":\"* *\ud83d\ude00\"}");
    }

    @Test
    void expressionsHaveLimits() {
        String config = "{\"patterns\":{\"a\":\"a\"}}";

        assertThat(code("redact", config, "{\"f\":\"" + "b".repeat(70_000) + "\"}"))
                .isEqualTo(ErrorCode.REGEX_INPUT_TOO_LONG);
        assertThat(code("redact", config, "{\"f\":\"" + "a".repeat(1_001) + "\"}"))
                .isEqualTo(ErrorCode.BAD_VALUE);
        assertThat(body("redact", "{\"detectors\":\"email\"}", "{\"f\":\"" + "b".repeat(70_000) + "\"}"))
                .hasSize(70_008);
    }

    @Test
    void anEventThatIsRejectedStaysAsItWas() {
        Plan plan = Plans.plan("""
                {"filters": [{"type": "redact", "on_error": "keep", "config": {"patterns": {"b": "b"}}},
                             {"type": "remove_field", "config": {"fields": ["_errors", "long"]}}]}""");

        assertThat(Plans.body(plan, "{\"f\":\"b\",\"long\":\"" + "c".repeat(70_000) + "\"}"))
                .isEqualTo("{\"f\":\"b\"}");
        assertThat(code("redact", "{\"fields\":\"a.0\"}", "{\"a\":[\"x\"]}")).isEqualTo(ErrorCode.PATH_CONFLICT);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(Plans.problems("""
                {"filters": [
                  {"type": "redact"},
                  {"type": "redact", "config": {"detectors": "e-mail"}},
                  {"type": "redact", "config": {"fields": "a", "action": "hash"}},
                  {"type": "redact", "config": {"patterns": {"p": "("}}}]}"""))
                .extracting(Problem::pointer)
                .containsExactly(
                        "/filters/0/config",
                        "/filters/1/config/detectors",
                        "/filters/2/config",
                        "/filters/3/config/patterns/p");
    }

    @Test
    void fingerprintsTellNumbersAndTextsByHowTheyAreWritten() {
        String config = "{\"source_fields\":[\"a\",\"b\"],\"method\":\"MD5\",\"key_separator\":\"\"}";

        assertThat(body("fingerprint", config, "{\"a\":\"ab\",\"b\":\"c\"}"))
                .isEqualTo("{\"a\":\"ab\",\"b\":\"c\",\"fingerprint\":\"900150983cd24fb0d6963f7d28e17f72\"}");
        assertThat(body("fingerprint", config, "{\"b\":\"abc\"}"))
                .isEqualTo("{\"b\":\"abc\",\"fingerprint\":\"900150983cd24fb0d6963f7d28e17f72\"}");
        String nested = "{\"source_fields\":\"a\",\"target_field\":\"a.b\"}";
        assertThat(code("fingerprint", nested, "{\"a\":1}")).isEqualTo(ErrorCode.PATH_CONFLICT);
    }
}
