package io.bytefreezer.system.process;

/** Settings with which everything is committed every few seconds, so that faults find something to disturb. Stateless. */
public final class Eager {

    private Eager() {}

    /** What the configuration of a service says beside where its parts are, as YAML. */
    public static String settings(ServiceKind kind) {
        return switch (kind) {
            case RECEIVER -> """
                    rotate:
                      interval: 4s
                    """;
            case PACKER -> """
                    flush:
                      age: 3s
                    memory:
                      spool: 512KiB
                      duckdb: 192MiB
                      threads: 1
                    upkeep:
                      enabled: true
                      interval: 2s
                      open_files: 3
                      keep_snapshots: 30s
                      memory: 128MiB
                    """;
            case QUERY -> """
                    limits:
                      memory: 192MiB
                    """;
            case PROXY, PIPER, CONTROL -> "";
        };
    }
}
