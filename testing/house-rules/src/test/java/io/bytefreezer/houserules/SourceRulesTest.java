package io.bytefreezer.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.TreePath;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The budgets of the house, over every Java file of every module. There is no list of exceptions: what breaks a rule is
 * changed.
 */
class SourceRulesTest {

    private static final int MEDIAN_LINES_MAX = 90;

    private static final Predicate<Source> ALL = source -> true;

    private static List<Source> sources;

    @BeforeAll
    static void readTheTree() {
        sources = Source.all();
        assertThat(sources).hasSizeGreaterThan(100);
    }

    private static void keeps(Rule rule, Predicate<Source> where) {
        List<Rule.Finding> found = sources.stream()
                .filter(where)
                .flatMap(source -> rule.check(source).stream())
                .toList();
        assertThat(found)
                .as(found.stream().map(Rule.Finding::toString).collect(Collectors.joining("\n", "\n", "\n")))
                .isEmpty();
    }

    @Test
    void noFileIsLong() {
        keeps(TypeRules::tooLong, ALL);
    }

    @Test
    void halfOfTheFilesAreShort() {
        List<Integer> lines = sources.stream()
                .filter(source -> !source.name().endsWith("package-info.java"))
                .map(Source::lines)
                .sorted()
                .toList();
        assertThat(lines.get(lines.size() / 2)).as("median of lines").isLessThan(MEDIAN_LINES_MAX);
    }

    @Test
    void noMethodIsLong() {
        keeps(MethodRules::tooLong, ALL);
    }

    @Test
    void noMethodIsTwisted() {
        keeps(MethodRules::tooComplex, ALL);
    }

    @Test
    void noMethodTakesManyParameters() {
        keeps(MethodRules::tooManyParameters, ALL);
    }

    @Test
    void nothingIsLeftToDo() {
        keeps(TypeRules::unfinished, ALL);
    }

    @Test
    void noCatchIsEmpty() {
        keeps(MethodRules::emptyCatches, ALL);
    }

    @Test
    void everyPublicTypeSaysWhatItIs() {
        keeps(TypeRules::publicWithoutJavadoc, Source::isMain);
    }

    @Test
    void namesSayWhatThingsAre() {
        keeps(TypeRules::bannedNames, ALL);
    }

    @Test
    void errorsAreNamedByTheirTypes() {
        keeps(MethodRules::throwsTooWide, Source::isMain);
    }

    @Test
    void nothingStaticChanges() {
        keeps(TypeRules::staticState, Source::isMain);
    }

    @Test
    void nothingSleeps() {
        keeps(MethodRules::sleeps, ALL);
    }

    @Test
    void noTestIsDisabled() {
        keeps(MethodRules::disabledTests, ALL);
        keeps(TypeRules::disabledTypes, ALL);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        Set<String> missing = new TreeSet<>();
        for (Source source : sources) {
            if (source.isMain()) {
                missing.add(Path.of(source.name()).getParent() + "/package-info.java");
            }
        }
        sources.stream()
                .filter(SourceRulesTest::isNullMarkedWithComment)
                .map(Source::name)
                .forEach(missing::remove);
        assertThat(missing).isEmpty();
    }

    private static boolean isNullMarkedWithComment(Source source) {
        var declaration = source.unit().getPackage();
        return source.name().endsWith("package-info.java")
                && MethodRules.hasAnnotation(declaration.getAnnotations(), "NullMarked")
                && source.trees().getDocComment(new TreePath(new TreePath(source.unit()), declaration)) != null;
    }
}
