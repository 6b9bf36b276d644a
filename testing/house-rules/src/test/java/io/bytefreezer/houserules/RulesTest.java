package io.bytefreezer.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each rule sees what it is there to see, and lets pass what it should. */
class RulesTest {

    private static Source method(String method) {
        return Source.of("m/src/main/java/T.java", "/** T. */ public class T {\n" + method + "\n}");
    }

    private static Source type(String text) {
        return Source.of("m/src/main/java/T.java", text);
    }

    @Test
    void countsDecisions() {
        String ifs = "if (a) { b(); } ".repeat(10);
        assertThat(MethodRules.tooComplex(method("void f() { " + ifs + "}")))
                .hasToString("[m/src/main/java/T.java:2: f has complexity 11, more than 10]");
        assertThat(MethodRules.tooComplex(method("void f() { g(() -> { " + ifs + "}); }")))
                .hasSize(1);
        assertThat(MethodRules.tooComplex(method("boolean f() { return a" + " && b || c".repeat(5) + "; }")))
                .hasSize(1);
        assertThat(MethodRules.tooComplex(
                        method("void f() { new Object() { void g() { " + ifs.substring(16) + "} }; }")))
                .isEmpty();
    }

    @Test
    void aSwitchOfArrowsIsOneDecision() {
        String arrows = "case 1 -> 1; ".repeat(20);
        assertThat(MethodRules.tooComplex(method("int f(int a) { return switch (a) { " + arrows + "}; }")))
                .isEmpty();
        String fallThrough = "case 1: b(); ".repeat(10);
        assertThat(MethodRules.tooComplex(method("void f(int a) { switch (a) { " + fallThrough + "} }")))
                .hasSize(1);
        String twisted = "case 1 -> a ? 1 : 2; ".repeat(9);
        assertThat(MethodRules.tooComplex(method("int f(int a) { return switch (a) { " + twisted + "}; }")))
                .hasSize(1);
    }

    @Test
    void countsParametersButNotThoseOfRecordsAndOverrides() {
        String six = "(int a, int b, int c, int d, int e, int f)";
        assertThat(MethodRules.tooManyParameters(method("void g" + six + " {}")))
                .hasSize(1);
        assertThat(MethodRules.tooManyParameters(method("@Override void g" + six + " {}")))
                .isEmpty();
        assertThat(MethodRules.tooManyParameters(type("record R" + six + " { R { } static int x; }")))
                .isEmpty();
        assertThat(MethodRules.tooManyParameters(type("record R" + six + " { R" + six + " { } }")))
                .isEmpty();
        assertThat(MethodRules.tooManyParameters(type("record R(int z) { R" + six + " { } }")))
                .hasSize(1);
    }

    @Test
    void countsLines() {
        assertThat(MethodRules.tooLong(method("void f() {\n" + "a();\n".repeat(49) + "}")))
                .hasSize(1);
        assertThat(MethodRules.tooLong(method("void f() {\n" + "a();\n".repeat(48) + "}")))
                .isEmpty();
        assertThat(TypeRules.tooLong(type("class T {\n" + "\n".repeat(400) + "}")))
                .hasSize(1);
    }

    @Test
    void seesWhatIsUnfinishedSwallowedOrAsleep() {
        assertThat(TypeRules.unfinished(type("// TO" + "DO: later\nclass T {}")))
                .hasSize(1);
        assertThat(TypeRules.unfinished(type("class Todo {}"))).isEmpty();
        assertThat(MethodRules.emptyCatches(method("void f() { try { g(); } catch (E e) { /* fine */ } }")))
                .hasSize(1);
        assertThat(MethodRules.sleeps(method("void f() { Thread" + ".sleep(1); }")))
                .hasSize(1);
        assertThat(MethodRules.sleeps(method("void f() { java.util.concurrent.TimeUnit.SECONDS.sleep(1); }")))
                .hasSize(1);
        assertThat(MethodRules.throwsTooWide(method("void f() throws Exception {}")))
                .hasSize(1);
        assertThat(MethodRules.throwsTooWide(method("void f() throws IOException {}")))
                .isEmpty();
        assertThat(MethodRules.disabledTests(method("@Disabled(\"flaky\") void f() {}")))
                .hasSize(1);
        assertThat(TypeRules.disabledTypes(type("@org.junit.jupiter.api.Disabled class T {}")))
                .hasSize(1);
    }

    @Test
    void seesPublicTypesWithoutJavadoc() {
        assertThat(TypeRules.publicWithoutJavadoc(type("public class T {}"))).hasSize(1);
        assertThat(TypeRules.publicWithoutJavadoc(type("/** T. */ public class T { public record R() {} }")))
                .hasSize(1);
        assertThat(TypeRules.publicWithoutJavadoc(type("/** T. */ public interface T { record R() {} }")))
                .hasSize(1);
        assertThat(TypeRules.publicWithoutJavadoc(type("class T { public record R() {} }")))
                .isEmpty();
        assertThat(TypeRules.publicWithoutJavadoc(type("/** T. */ public class T { record R() {} }")))
                .isEmpty();
    }

    @Test
    void seesStaticState() {
        assertThat(TypeRules.staticState(method("static int count;"))).hasSize(1);
        assertThat(TypeRules.staticState(method("static final Map<A, B> CACHE = new ConcurrentHashMap<>();")))
                .hasSize(1);
        assertThat(TypeRules.staticState(method("static final AtomicLong N = new AtomicLong();")))
                .hasSize(1);
        assertThat(TypeRules.staticState(method("public static final byte[] MAGIC = {1};")))
                .hasSize(1);
        assertThat(TypeRules.staticState(method("private static final byte[] MAGIC = {1};")))
                .isEmpty();
        assertThat(TypeRules.staticState(method("static final List<A> ALL = List.of();")))
                .isEmpty();
        assertThat(TypeRules.staticState(method("int count;"))).isEmpty();
    }

    @Test
    void seesNamesThatSayNothing() {
        assertThat(TypeRules.bannedNames(type("class StringUtils {}"))).hasSize(1);
        assertThat(TypeRules.bannedNames(type("class T { interface TaskManager {} }")))
                .hasSize(1);
        assertThat(TypeRules.bannedNames(type("class Simple {}"))).isEmpty();
    }
}
