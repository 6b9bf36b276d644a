package io.bytefreezer.system.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What a stack consists of. Immutable.
 *
 * @param directory where all of it keeps data, configuration and logs; nothing else lies there
 * @param addresses where its parts listen
 * @param services how many there are of each kind beside the control plane, of which there is one
 * @param settings what a service's configuration file says beside where its parts are, as YAML; asked for each kind
 * @param dataDirectories where the service of this name and number keeps its files
 */
public record StackPlan(
        Path directory,
        Addresses addresses,
        Map<ServiceKind, Integer> services,
        Map<ServiceKind, String> settings,
        BiFunction<ServiceKind, Integer, Path> dataDirectories) {

    /** Copies the maps. */
    public StackPlan {
        services = Map.copyOf(services);
        settings = Map.copyOf(settings);
    }

    /** A stack whose services keep their files in {@code data/<name>} below its directory, with settings that commit often. */
    public static StackPlan of(Path directory, Addresses addresses, Map<ServiceKind, Integer> services) {
        return new StackPlan(
                directory,
                addresses,
                services,
                Eager.SETTINGS,
                (kind, number) -> directory.resolve("data").resolve(nameOf(kind, number)));
    }

    /** The name of a service: its kind and its number from 1. */
    public static String nameOf(ServiceKind kind, int number) {
        return kind.command() + "-" + number;
    }
}
