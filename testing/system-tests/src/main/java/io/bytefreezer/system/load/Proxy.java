package io.bytefreezer.system.load;

import java.util.function.IntSupplier;

/**
 * A proxy that events are sent to.
 *
 * @param webhook its HTTP port
 * @param syslog the port of its syslog input, over UDP and TCP
 * @param life which of its processes runs now, a number that rises with each; 0 while none does
 */
public record Proxy(int webhook, int syslog, IntSupplier life) {}
