package io.bytefreezer.benchmarks.stack;

import io.bytefreezer.benchmarks.BenchmarkException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code bytefreezer} command as users have it: the script beside its jars. What is measured is started by it, with the
 * options of Java that it gives.
 *
 * @param script the installed script
 * @param recordings where each process leaves a recording of Java Flight Recorder when it ends; nowhere unless given
 */
public record Installation(Path script, Optional<Path> recordings) {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** The options of the script, for the processes that it does not start. */
    private static final List<String> JAVA_OPTIONS =
            List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    /**
     * Installs what a source tree has built. Beside its jars the script runs as it does in an unpacked distribution, and
     * builds nothing.
     *
     * @param tree the source tree
     * @param directory where to
     */
    public static Installation of(Path tree, Path directory, Optional<Path> recordings) {
        Path jars = tree.resolve("launcher/target/distribution/lib");
        if (!Files.isDirectory(jars)) {
            throw new BenchmarkException(jars + " is missing: build the launcher first", null);
        }
        try {
            Files.createDirectories(directory);
            if (recordings.isPresent()) {
                Files.createDirectories(recordings.get());
            }
            Files.createSymbolicLink(directory.resolve("lib"), jars.toAbsolutePath());
            return new Installation(
                    Files.copy(tree.resolve("bytefreezer"), directory.resolve("bytefreezer")), recordings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install below " + directory, e);
        }
    }

    /** The command line that runs a service. */
    List<String> service(String name, Path config) {
        return List.of(script.toString(), name, "--config", config.toString(), "--log-format", "plain");
    }

    /** The environment of a service, beside what it is configured with. */
    Map<String, String> environment(String service, Map<String, String> configuration) {
        Map<String, String> environment = new LinkedHashMap<>(configuration);
        environment.put("BYTEFREEZER_JAVA", JAVA);
        environment.put("BYTEFREEZER_JAVA_OPTS", String.join(" ", recording(service)));
        return environment;
    }

    /** The command line of a main class on the class path of this process. */
    public List<String> java(String name, String heap, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx" + heap));
        command.addAll(JAVA_OPTIONS);
        command.addAll(recording(name));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The command line of a main class on a class path of its own, with the same Java and the same options. */
    public List<String> foreign(String name, String heap, Path jars, List<String> mainAndArguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx" + heap));
        command.addAll(JAVA_OPTIONS);
        command.addAll(recording(name));
        command.addAll(List.of("-cp", jars + File.separator + "*"));
        command.addAll(mainAndArguments);
        return command;
    }

    private List<String> recording(String name) {
        return recordings.stream()
                .map(folder -> "-XX:StartFlightRecording=settings=profile,filename="
                        + folder.resolve(name + ".jfr").toAbsolutePath())
                .toList();
    }
}
