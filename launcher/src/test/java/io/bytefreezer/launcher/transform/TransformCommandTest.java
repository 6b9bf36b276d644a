package io.bytefreezer.launcher.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TransformCommandTest {

    private static final String DOCUMENT = """
            {"filters": [
              {"type": "drop", "config": {"if_field": "level", "equals": "debug"}},
              {"type": "grok", "config": {"pattern": "%{WORD:verb} %{INT:n:int}"}},
              {"type": "remove_field", "config": {"field": "message"}}]}""";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @Test
    void eventsComeOutAsLinesOfJson() throws Exception {
        assertThat(run(DOCUMENT, "{\"message\": \"GET 7\", \"price\": 1.10}\r\n\n{\"message\": \"PUT 8\"}"))
                .isZero();
        assertThat(output()).containsExactly("{\"price\":1.10,\"verb\":\"GET\",\"n\":7}", "{\"verb\":\"PUT\",\"n\":8}");
        assertThat(err.toString()).contains("3 lines: 2 events out, 0 dropped, 0 lines rejected");
    }

    @Test
    void whatIsDroppedOrRejectedIsToldWithLineFilterAndReason() throws Exception {
        assertThat(run(DOCUMENT, "{\"level\": \"debug\"}\n{\"message\": \"?\"}\n{\n{\"message\": \"GET 7\"}\n"))
                .isEqualTo(1);
        assertThat(output()).hasSize(1);
        assertThat(err.toString())
                .contains("line 1: dropped by 0:drop: if_field")
                .contains("line 2: rejected by 1:grok: GROK_NO_MATCH, ")
                .contains("line 3: rejected by the parser: MALFORMED_JSON, ");
    }

    @Test
    void linesMayBeOfAnyFormat() throws Exception {
        assertThat(run(DOCUMENT, "GET 7\n", "--format", "text")).isZero();
        assertThat(output()).containsExactly("{\"verb\":\"GET\",\"n\":7}");
    }

    @Test
    void explainsWhatEachFilterDid() throws Exception {
        assertThat(run(DOCUMENT, "{\"message\": \"GET 7\"}\n", "--explain")).isZero();
        assertThat(err.toString())
                .contains("line 1: parsed in ")
                .contains("  0:drop passed in ")
                .contains("    - {\"message\":\"GET 7\"}")
                .contains("    + {\"message\":\"GET 7\",\"verb\":\"GET\",\"n\":7}");
        assertThat(output()).containsExactly("{\"verb\":\"GET\",\"n\":7}");
    }

    @Test
    void whereADocumentNamesASecretTheTestKeyStandsForItAndItIsSaid() throws Exception {
        String document =
                "{\"filters\": [{\"type\": \"hash\", \"config\": {\"fields\": \"user\", \"key_name\": \"users\"}}]}";
        assertThat(run(document, "{\"user\": \"ann\"}\n")).isZero();
        assertThat(output())
                .containsExactly("{\"user\":\"97960a50713e02c902787ecd0da254a7603cebeee3633588883fe8059e86a3d9\"}");
        assertThat(err.toString()).contains("for users stands the test key 'an example, not a secret'");
    }

    @Test
    void aWrongDocumentIsToldWithFileLineAndColumn() throws Exception {
        assertThat(run("{\n  \"filters\": [{\"type\": \"grook\"}],\n  \"parse\": 7\n}", ""))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(directory.resolve("rules.json") + ":2:24: /filters/0/type: ", "did you mean 'grok'?")
                .contains(":3:12: /parse: ");
    }

    @Test
    void aDocumentWhoseTestsFailIsWrong() throws Exception {
        String document = "{\"tests\": [{\"name\": \"t\", \"input\": {\"a\": 1}, \"expect\": {\"event\": {}}}]}";
        assertThat(run(document, "{}\n")).isEqualTo(2);
        assertThat(err.toString()).contains("test 't' fails: /a is there, with 1");
        assertThat(output()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
        assertThat(execute(InputStream.nullInputStream(), out, "nowhere.json")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere.json cannot be read");
    }

    @Test
    void theSameTimeGivesTheSameOutput() throws Exception {
        String document =
                "{\"filters\": [{\"type\": \"add_field\", \"config\": {\"field\": \"t\", \"value\": \"${timestamp}\"}}]}";
        assertThat(run(document, "{}\n", "--received-at", "2026-10-11T22:14:20Z"))
                .isZero();
        assertThat(output()).containsExactly("{\"t\":\"2026-10-11T22:14:20Z\"}");
    }

    /** More input than memory: a line a hundred thousand times, of which none is kept. */
    @Test
    void linesAreNotKept() throws Exception {
        byte[] line = "{\"message\": \"GET 7\"}\n".getBytes(StandardCharsets.UTF_8);
        long[] given = {0};
        InputStream many = new InputStream() {
            @Override
            public int read() {
                return given[0] < 100_000L * line.length ? line[(int) (given[0]++ % line.length)] : -1;
            }
        };
        long[] taken = {0};
        OutputStream counted = new OutputStream() {
            @Override
            public void write(int b) {
                taken[0] += b == '\n' ? 1 : 0;
            }
        };
        Path file = Files.writeString(directory.resolve("rules.json"), DOCUMENT);
        assertThat(execute(many, counted, file.toString())).isZero();
        assertThat(taken[0]).isEqualTo(100_000);
    }

    private int run(String document, String lines, String... options) throws Exception {
        Path file = Files.writeString(directory.resolve("rules.json"), document);
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(file.toString());
        InputStream in = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
        return execute(in, out, arguments.toArray(String[]::new));
    }

    private int execute(InputStream in, OutputStream to, String... arguments) {
        return new CommandLine(new TransformCommand(in, to))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private List<String> output() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
