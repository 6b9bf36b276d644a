package io.bytefreezer.benchmarks.endtoend;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The machine as it is described beside figures. */
public final class Machine {

    private static final double GIB = 1L << 30;

    private Machine() {}

    /** Processors, memory, system and Java. */
    public static String description() {
        String memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? String.format(Locale.ROOT, "%.0f GiB of memory, ", system.getTotalMemorySize() / GIB)
                        : "";
        return Runtime.getRuntime().availableProcessors() + " processors (" + System.getProperty("os.arch") + "), "
                + memory + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", JDK "
                + Runtime.version();
    }

    /** How many threads ran or waited for a processor, on average over the last minute. */
    public static String load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
    }
}
