package io.bytefreezer.system.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.system.fault.Menu;
import io.bytefreezer.system.fault.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A torture run as long as a test may take: every kind of fault that is mended within seconds, most of them once. */
@Order(1)
class TortureIT {

    private static final long SEED = 1;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path directory;

    @Test
    void nothingIsLostAndNothingIsDoubled() {
        Options options = new Options(SEED, Duration.ofSeconds(75), Duration.ofSeconds(4), 100, false, directory);
        try (Scene scene = Scene.prepare(directory, false)) {
            Report report = new TortureRun(options, scene, System.out)
                    .run(Schedule.draw(SEED, Menu.quick(), options.length(), options.pause()));

            assertThat(report.isGood())
                    .as("logs and data are in %s%n%s%n%s", directory, report.text(), report.summary())
                    .isTrue();
            assertThat(report.sent()).isGreaterThan(1_000);
            assertThat(report.expired()).isGreaterThan(10);
            assertThat(report.faults()).hasSizeGreaterThanOrEqualTo(8);
        }
    }
}
