package io.bytefreezer.houserules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The pure core: what it gives depends on what it is given and on nothing else, so it is tested without a broker, a clock
 * or luck.
 */
class PurityTest {

    /** Every package that promises it. A new core goes here on the day it is made. */
    private static final String[] PURE = {
        "io.bytefreezer.transformations..",
        "io.bytefreezer.schemas.name..",
        "io.bytefreezer.schemas.snapshot..",
        "io.bytefreezer.schemas.event..",
        "io.bytefreezer.proxy.decode..",
        "io.bytefreezer.proxy.join..",
        "io.bytefreezer.receiver.plan..",
        "io.bytefreezer.receiver.layout..",
        "io.bytefreezer.piper.plan..",
        "io.bytefreezer.piper.judge..",
        "io.bytefreezer.packer.plan..",
        "io.bytefreezer.lake.shape..",
        "io.bytefreezer.query.plan..",
        "io.bytefreezer.query.job..",
        "io.bytefreezer.provenance.rules..",
        "io.bytefreezer.provenance.audit.check..",
        "io.bytefreezer.provenance.replay.plan..",
        "io.bytefreezer.control.decision..",
        "io.bytefreezer.control.state..",
        "io.bytefreezer.runtime.yaml..",
        "io.bytefreezer.runtime.health..",
        "io.bytefreezer.runtime.suggest..",
    };

    /** Logging, metrics, network, storage, databases and threads, each with whatever library does it. */
    private static final DescribedPredicate<JavaClass> OUTSIDE = resideInAnyPackage(
                    "org.slf4j..",
                    "java.util.logging..",
                    "io.micrometer..",
                    "org.apache.kafka..",
                    "software.amazon..",
                    "io.helidon..",
                    "java.net..",
                    "java.nio.channels..",
                    "java.sql..",
                    "org.duckdb..",
                    "org.apache.iceberg..")
            .and(isNot("java.net.URI", "java.net.URISyntaxException"))
            .or(isOneOf(
                    "java.nio.file.Files",
                    "java.io.File",
                    "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.io.RandomAccessFile",
                    "java.lang.Thread",
                    "java.util.concurrent.Executors",
                    "java.util.concurrent.ThreadLocalRandom",
                    "java.util.Random",
                    "java.util.random.RandomGenerator",
                    "java.security.SecureRandom"));

    /** Ways to read a clock, to roll dice, or to look at the machine. */
    private static final Set<String> IMPURE_CALLS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.Year.now",
            "java.time.ZoneId.systemDefault",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");

    private static DescribedPredicate<JavaClass> isOneOf(String... names) {
        return DescribedPredicate.describe(
                "one of " + List.of(names), type -> List.of(names).contains(type.getName()));
    }

    private static DescribedPredicate<JavaClass> isNot(String... names) {
        return DescribedPredicate.describe(
                "none of " + List.of(names), type -> !List.of(names).contains(type.getName()));
    }

    private static DescribedPredicate<JavaMethodCall> impure() {
        return DescribedPredicate.describe(
                "the clock, chance or the machine is asked",
                call -> IMPURE_CALLS.contains(
                        call.getTargetOwner().getName() + "." + call.getTarget().getName()));
    }

    private static JavaClasses imported;

    @BeforeAll
    static void readClasses() {
        imported = ArchitectureTest.importedClasses();
    }

    @Test
    void everyPackageThatPromisesItIsThere() {
        for (String pure : PURE) {
            assertThat(imported.stream().anyMatch(resideInAnyPackage(pure)))
                    .as(pure)
                    .isTrue();
        }
    }

    @Test
    void pureCodeKnowsNothingOutside() {
        classes()
                .that()
                .resideInAnyPackage(PURE)
                .should(not(dependOnClassesThat(OUTSIDE)))
                .check(imported);
    }

    @Test
    void pureCodeAsksNeitherTheClockNorChanceNorTheMachine() {
        classes()
                .that()
                .resideInAnyPackage(PURE)
                .should(not(callMethodWhere(impure())))
                .check(imported);
    }
}
