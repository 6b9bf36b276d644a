package io.bytefreezer.system.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/**
 * Free TCP ports that stay free for whoever asked: from below the range out of which the operating system serves outgoing
 * connections, so that a process that was killed finds its port again. Safe for use by many threads.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private final Set<Integer> given = new HashSet<>();
    private int next;

    /** Ports, beginning somewhere: two runs on one machine rarely meet. */
    public Ports() {
        next = (int) (ProcessHandle.current().pid() * 101 % COUNT);
    }

    /**
     * A port that nobody listens on and that this object has not given before.
     *
     * @throws IllegalStateException when there is none
     */
    public synchronized int free() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + next;
            next = (next + 1) % COUNT;
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }
}
