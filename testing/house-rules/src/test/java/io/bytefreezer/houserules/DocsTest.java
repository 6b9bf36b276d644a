package io.bytefreezer.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.launcher.Main;
import io.bytefreezer.launcher.service.Launchable;
import io.bytefreezer.launcher.service.Launchables;
import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.runtime.config.ConfigException;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.config.ConfigReference;
import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.check.DocumentCheck;
import io.bytefreezer.transformations.event.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine;

/**
 * What the documentation says is true: its configurations load, its commands and options exist, its links lead somewhere,
 * and the reference is the one that the code gives.
 */
class DocsTest {

    /** A block of code whose info string is this and a service's name is a whole configuration of that service. */
    private static final String YAML = "yaml";

    private static final Pattern COMMAND = Pattern.compile("(?:^|[\\s|;&(])(?:\\./|bin/)*bytefreezer\\s+(.*)");
    private static final Pattern OPTION = Pattern.compile("(?<=^|\\s)(--[a-z][a-z-]*)");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)");

    /** The script that starts the command knows these itself, in a source tree. */
    private static final Set<String> SCRIPT_COMMANDS = Set.of("test", "torture", "outage", "benchmark");

    /** A name of at least two humps: shorter ones may be anything. */
    private static final Pattern TYPE = Pattern.compile("\\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+\\b");

    private static final Path INTERNALS = Repository.ROOT.resolve("docs/internals");

    private static final Path REFERENCE = Repository.ROOT.resolve("docs/reference/configuration.md");

    /** What users of the documentation have in their environment. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "BYTEFREEZER_CONTROL_URL", "https://control.example.com",
            "BYTEFREEZER_SERVICE_KEY", "bf_key",
            "S3_ENDPOINT", "http://s3.example.com:9000",
            "S3_BUCKET", "bucket",
            "S3_ACCESS_KEY", "access",
            "S3_SECRET_KEY", "secret",
            "S3_REGION", "us-east-1",
            "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
            "RECEIVER_URL", "http://receiver:8081");

    private final List<String> wrong = new ArrayList<>();

    @Test
    void everyConfigurationLoads() {
        int configurations = 0;
        for (Markdown page : Markdown.pages()) {
            for (Markdown.Block block : page.blocks()) {
                String[] info = block.info().split("\\s+");
                if (info[0].equals(YAML)) {
                    configurations += info.length > 1 ? 1 : 0;
                    check(Repository.name(page.file()) + " block at line " + block.line(), block.text(), info);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(configurations).as("configurations in the documentation").isPositive();
    }

    private void check(String place, String text, String[] info) {
        if (info.length == 1) {
            isYaml(place, text);
            return;
        }
        Optional<Launchable<?>> service = Launchables.ALL.stream()
                .filter(launchable -> launchable.name().equals(info[1]))
                .findFirst();
        if (service.isEmpty()) {
            wrong.add(place + ": there is no service '" + info[1] + "'");
            return;
        }
        try {
            ConfigLoader.parse(service.get().configType(), place, text, environment(text));
        } catch (ConfigException e) {
            e.problems().forEach(problem -> wrong.add(problem.toString()));
        }
    }

    /** Variables that a page makes up have a value too. */
    private static Map<String, String> environment(String text) {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        VARIABLE.matcher(text)
                .results()
                .forEach(variable -> environment.putIfAbsent(variable.group(1), "value-of-a-variable"));
        return environment;
    }

    private void isYaml(String place, String text) {
        try {
            new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(document -> {});
        } catch (YamlEngineException e) {
            wrong.add(place + ": " + e.getMessage());
        }
    }

    @Test
    void everyCommandAndOptionExists() {
        for (Markdown page : Markdown.pages()) {
            for (Markdown.Mention code : page.code()) {
                Matcher command = COMMAND.matcher(code.text());
                if (command.find()) {
                    check(page.place(code.line()), command.group(1));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void check(String place, String arguments) {
        CommandLine root = Main.commandLine();
        String own = arguments.split("[|;&#]", 2)[0].strip();
        String name = own.split("\\s+", 2)[0];
        if (WORD.matcher(name).matches() && !root.getSubcommands().containsKey(name)) {
            if (!SCRIPT_COMMANDS.contains(name)) {
                wrong.add(place + ": there is no command 'bytefreezer " + name + "'");
            }
            return;
        }
        // A name in capitals stands for any command.
        List<CommandLine> meant = new ArrayList<>(root.getSubcommands().values());
        meant.add(root);
        meant.removeIf(command -> root.getSubcommands().containsKey(name)
                && command != root.getSubcommands().get(name));
        OPTION.matcher(own).results().map(found -> found.group(1)).forEach(option -> {
            if (meant.stream().noneMatch(command -> command.getCommandSpec().findOption(option) != null)) {
                wrong.add(place + ": 'bytefreezer " + name + "' has no option " + option);
            }
        });
    }

    @Test
    void everyLinkLeadsSomewhere() {
        for (Markdown page : Markdown.pages()) {
            for (Markdown.Mention link : page.links()) {
                if (!link.text().matches("[a-z]+:.*")) {
                    check(page, link);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void check(Markdown page, Markdown.Mention link) {
        String[] parts = link.text().split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(parts[0]).normalize();
        boolean leadsToPage = Files.exists(target);
        boolean leadsToHeading = parts.length == 1
                || !target.toString().endsWith(".md")
                || (leadsToPage && Markdown.read(target).anchors().contains(parts[1]));
        if (!leadsToPage || !leadsToHeading) {
            wrong.add(page.place(link.line()) + ": " + link.text() + " leads nowhere");
        }
    }

    /** A tour that names what is long gone leads astray. */
    @Test
    void everyTypeThatTheInternalsNameExists() {
        Set<String> types = Repository.modules().stream()
                .flatMap(module -> Repository.files(module.resolve("src"), ".java").stream())
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        Markdown.pages().stream()
                .filter(page -> page.file().startsWith(INTERNALS))
                .forEach(page -> page.code()
                        .forEach(code -> TYPE.matcher(code.text())
                                .results()
                                .map(MatchResult::group)
                                .filter(name -> !types.contains(name))
                                .forEach(name -> wrong.add(page.place(code.line()) + ": there is no type " + name))));
        assertThat(wrong).isEmpty();
    }

    /** {@code -Dupdate-docs=true} writes the page instead. */
    @Test
    void theReferenceIsWhatTheCodeSays() throws IOException {
        String page = reference();
        if (Boolean.getBoolean("update-docs")) {
            Files.createDirectories(REFERENCE.getParent());
            Files.writeString(REFERENCE, page);
        }
        assertThat(REFERENCE)
                .as("mvn -pl testing/house-rules test -Dtest=DocsTest -Dupdate-docs=true writes it anew")
                .exists()
                .hasContent(page);
    }

    /** {@code -Dupdate-docs=true} writes the pages instead, and takes away those of filters and formats that are gone. */
    @Test
    void thePagesOfFiltersAndFormatsAreWhatTheySayOfThemselves() throws IOException {
        Map<Path, String> pages = TransformationDocs.pages();
        Set<Path> gone = new HashSet<>(Repository.files(TransformationDocs.FOLDER, ".md"));
        gone.removeAll(pages.keySet());
        if (Boolean.getBoolean("update-docs")) {
            for (Map.Entry<Path, String> page : pages.entrySet()) {
                Files.createDirectories(page.getKey().getParent());
                Files.writeString(page.getKey(), page.getValue());
            }
            for (Path page : gone) {
                Files.delete(page);
            }
            gone.clear();
        }
        assertThat(gone).as("pages of what is not there").isEmpty();
        pages.forEach((file, page) -> assertThat(file)
                .as("mvn -pl testing/house-rules test -Dtest=DocsTest -Dupdate-docs=true writes it anew")
                .exists()
                .hasContent(page));
    }

    @Test
    void everyTransformationCompilesAndPassesItsTests() {
        DocumentCheck check = new DocumentCheck(Limits.DEFAULT);
        for (Markdown page : Markdown.pages()) {
            for (Markdown.Block block : page.blocks()) {
                if (block.info().equals("json")
                        && block.text().contains("\"filters\"")
                        && check.check(block.text()) instanceof Compilation.Invalid invalid) {
                    invalid.problems().forEach(problem -> wrong.add(page.place(block.line()) + ": " + problem));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsNotMeantAsMarkdownIsEscaped() {
        assertThat(TransformationDocs.prose("a_b `x_*|` *.log [a][b] <tag> _errors"))
                .isEqualTo("a_b `x_*|` \\*.log \\[a\\]\\[b\\] \\<tag\\> \\_errors");
        assertThat(TransformationDocs.prose("one ` alone")).isEqualTo("one \\` alone");
    }

    private static String reference() {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Each service reads one YAML file, named by `--config`. Without a file, the environment variables named below are
                enough. A key that no service knows is refused with its line. Values may hold `${NAME}` and `${NAME:default}` from
                the environment; write `$${` for the characters themselves. Durations are written `500ms`, `5s`, `10m`, `2h`, `7d`;
                sizes `64MiB` or `500kB`.

                This page is generated from the code.

                """);
        Launchables.ALL.forEach(service ->
                page.append(ConfigReference.markdown("bytefreezer " + service.name(), service.configType())));
        page.append(ConfigReference.markdown("bytefreezer audit", ProvenanceConfig.class));
        return page.toString().strip() + "\n";
    }
}
