package io.bytefreezer.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchmarkCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesWhatCanBeChosen() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("bytefreezer benchmark", "--events", "--runs", "--seed", "--update", "--record");
    }

    @Test
    void tooFewEventsAreRefused() {
        assertThat(run("--tree", ".", "--events", "500")).isEqualTo(2);
        assertThat(err.toString()).contains("--events", "1 batches of 500");
    }

    @Test
    void aTreeThatIsNotBuiltMakesItVoid(@TempDir Path tree) {
        assertThat(run("--tree", tree.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("void", "launcher/target/distribution/lib is missing");
    }

    private int run(String... arguments) {
        CommandLine command = BenchmarkCommand.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
