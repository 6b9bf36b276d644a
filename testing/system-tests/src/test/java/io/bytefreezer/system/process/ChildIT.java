package io.bytefreezer.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done to a process, with the one that starts fastest. */
class ChildIT {

    private static final Duration WITHIN = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Child child;

    @BeforeEach
    void start() {
        int port = new Ports().free();
        child = new Child(
                new ChildPlan("database", Roles.database(directory, port), 64, Map.of(), new Probe.Listens(port)),
                directory);
        child.start();
        child.awaitServing(WITHIN);
    }

    @AfterEach
    void end() {
        child.close();
    }

    @Test
    void isKilledAndStartedAgainOnTheSamePort() {
        long first = child.pid();
        child.kill();
        assertThat(child.isRunning()).isFalse();

        child.start();
        child.awaitServing(WITHIN);
        assertThat(child.pid()).isNotEqualTo(first);
        assertThat(child.starts()).isEqualTo(2);
    }

    @Test
    void usesNoProcessorTimeWhileFrozen() {
        Frozen frozen = child.freeze();
        assertThat(ProcessHandle.of(child.pid())).isPresent();
        assertThat(state()).isEqualTo("T");

        frozen.close();
        assertThat(Waiting.until(WITHIN, () -> !state().equals("T"))).isTrue();
        assertThat(child.serves()).isTrue();
    }

    @Test
    void endsWhenItsParentsEndOfThePipeIsGone() throws Exception {
        ProcessHandle handle = ProcessHandle.of(child.pid()).orElseThrow();
        child.letGo();

        assertThat(Waiting.until(WITHIN, () -> !handle.isAlive())).isTrue();
    }

    /** As {@code ps} shows it. */
    private String state() {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(child.pid())).start();
            return new String(ps.getInputStream().readAllBytes()).strip().substring(0, 1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
