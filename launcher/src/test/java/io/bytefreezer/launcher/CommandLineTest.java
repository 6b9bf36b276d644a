package io.bytefreezer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesEveryCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("demo", "generate", "proxy", "receiver", "piper", "packer", "query", "control");
    }

    @Test
    void withoutACommandItGivesHelp() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("Usage: bytefreezer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "generate",
                "transform",
                "export",
                "proxy",
                "receiver",
                "piper",
                "packer",
                "query",
                "control"
            })
    void everyCommandHasHelpAndVersion(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: bytefreezer " + command);
        assertThat(run(command, "--version")).isZero();
        assertThat(out.toString()).containsPattern("bytefreezer \\d+\\.\\d+");
    }

    @Test
    void aMistakeInAConfigurationFileIsNamedWithItsLineAndTheProcessEndsWithTwo(@TempDir Path dir) throws Exception {
        Path file =
                Files.writeString(dir.resolve("receiver.yaml"), "storage:\n  bukcet: logs\nserver:\n  port: many\n");
        assertThat(run("receiver", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("receiver.yaml:2: unknown key 'bukcet' under storage; did you mean 'bucket'?")
                .contains("receiver.yaml:4:");
    }

    @Test
    void generateSaysWhatIsMissing() {
        assertThat(run("generate")).isEqualTo(2);
        assertThat(err.toString()).contains("--webhook", "--syslog");
    }

    @Test
    void anImpossiblePortBaseIsRefused() {
        assertThat(run("demo", "--port-base", "65530")).isEqualTo(2);
        assertThat(err.toString()).contains("--port-base 65530");
    }

    private int run(String... arguments) {
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List.copyOf(commands.getSubcommands().values())
                .forEach(command -> command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)));
        return commands.execute(arguments);
    }
}
