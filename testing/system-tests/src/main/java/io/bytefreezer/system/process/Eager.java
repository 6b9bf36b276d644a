package io.bytefreezer.system.process;

import java.util.Map;

/** Settings with which everything is committed every few seconds, so that faults find something to disturb. */
final class Eager {

    static final Map<ServiceKind, String> SETTINGS =
            Map.of(ServiceKind.RECEIVER, """
            rotate:
              interval: 3s
            """, ServiceKind.PACKER, """
            flush:
              age: 2s
            memory:
              duckdb: 192MiB
              threads: 1
            """, ServiceKind.QUERY, """
            limits:
              memory: 192MiB
            """);

    private Eager() {}
}
