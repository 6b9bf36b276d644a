package io.bytefreezer.houserules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom: the table of the architecture, and no cycle between packages. */
class ArchitectureTest {

    /**
     * For each module's package, those it may depend on beside itself. Services never know each other: they meet in Kafka,
     * in the lake and in the control plane's snapshot. The launcher knows everybody.
     */
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("schemas", Set.of()),
            Map.entry("receiver", Set.of("schemas")),
            Map.entry("transformations", Set.of()),
            Map.entry("runtime", Set.of("schemas")),
            // Only for the records of its configuration.
            Map.entry("lake", Set.of("runtime.config")),
            Map.entry("proxy", Set.of("schemas", "runtime")),
            Map.entry("piper", Set.of("schemas", "runtime", "transformations")),
            Map.entry("packer", Set.of("schemas", "runtime", "lake")),
            Map.entry("query", Set.of("schemas", "runtime", "lake")),
            // What it judges again it judges as the piper did.
            Map.entry(
                    "provenance",
                    Set.of(
                            "schemas",
                            "runtime",
                            "receiver",
                            "transformations",
                            "piper.judge",
                            "piper.lookup",
                            "piper.plan",
                            "lake")),
            // The snapshot it gives to services is a document of schemas.
            Map.entry("control", Set.of("schemas", "runtime", "transformations")),
            Map.entry("embedded", Set.of()));

    private static final String ROOT = "io.bytefreezer.";

    private static JavaClasses imported;

    @BeforeAll
    static void readClasses() {
        imported = importedClasses();
    }

    /** What Maven compiled in each module but the tests'. */
    static JavaClasses importedClasses() {
        List<Path> compiled = Repository.modules().stream()
                .filter(module -> !module.getParent().endsWith("testing"))
                .map(module -> module.resolve("target/classes"))
                .toList();
        assertThat(compiled).as("compile every module first").allMatch(Files::isDirectory);
        return new ClassFileImporter().importPaths(compiled);
    }

    static Stream<String> modules() {
        return MAY_KNOW.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleKnowsOnlyWhomTheTableAllows(String module) {
        String[] allowed = Stream.concat(MAY_KNOW.get(module).stream(), Stream.of(module))
                .map(name -> ROOT + name + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("io.bytefreezer..")).or(resideInAnyPackage(allowed)))
                .check(imported);
    }

    @Test
    void theTableHasEveryModule() {
        Set<String> unknown = imported.stream()
                .map(type -> type.getPackageName().substring(ROOT.length()).split("\\.")[0])
                .filter(module -> !MAY_KNOW.containsKey(module) && !module.equals("launcher"))
                .collect(Collectors.toSet());
        assertThat(unknown).isEmpty();
    }

    @Test
    void noPackagesKnowEachOther() {
        slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(imported);
    }

    private static final class EachPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }
}
