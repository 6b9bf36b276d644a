package io.bytefreezer.transformations;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.check.DocumentCheck;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filters.Filters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Documents in the style of ByteFreezer's first edition do what its documentation says, also where the first edition itself did
 * not. Each carries its tests; one whose filter is not there is skipped.
 */
class OriginalDocumentsTest {

    private static final Path FOLDER = Path.of("src/test/resources/original");

    private static final Pattern TYPE = Pattern.compile("\"type\": \"(\\w+)\"");

    private static final List<String> FILTERS = List.of(
            "add_field",
            "remove_field",
            "rename_field",
            "regex_replace",
            "date_parse",
            "conditional",
            "conditional_field",
            "geoip",
            "json_validate",
            "json_flatten",
            "uppercase_keys",
            "enricher",
            "grok",
            "mutate",
            "drop",
            "include",
            "exclude",
            "kv",
            "split",
            "useragent",
            "dns",
            "fingerprint",
            "sample",
            "passthrough");

    @TestFactory
    Stream<DynamicTest> eachDoesWhatItsTestsSay() throws IOException {
        return documents().stream()
                .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> {
                    String document = read(file);
                    List<String> missing = types(document).stream()
                            .filter(type -> Filters.named(type).isEmpty())
                            .toList();
                    Assumptions.assumeTrue(missing.isEmpty(), () -> "there is no filter " + missing);
                    Compilation compilation = new DocumentCheck(Limits.DEFAULT).check(document);
                    assertThat(compilation).isInstanceOf(Compilation.Compiled.class);
                }));
    }

    @Test
    void eachOfItsFiltersHasADocument() throws IOException {
        assertThat(documents().stream().flatMap(file -> types(read(file)).stream()))
                .containsAll(FILTERS);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> types(String document) {
        return TYPE.matcher(document)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
