package io.bytefreezer.system.gate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before an S3 store and passes requests on as they are, but for those that a fault is armed for. Safe for use by
 * many threads.
 */
public final class StoreGate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreGate.class);

    private final int port;
    private final Sockets sockets;
    private final List<Armed> faults = new ArrayList<>();
    private final AtomicLong disturbed = new AtomicLong();

    /** A fault that happens to the next so many requests that it concerns, if they come before the end. */
    private record Armed(StoreFault fault, int requests, long endNanos) {}

    private StoreGate(int port, int store) {
        this.port = port;
        sockets = Sockets.listen(port, store, this::serve);
    }

    /**
     * Opens a gate.
     *
     * @param port where it listens, on the loopback address
     * @param store the store's port there
     */
    public static StoreGate open(int port, int store) {
        return new StoreGate(port, store);
    }

    /**
     * Lets a fault happen.
     *
     * @param requests to this many requests
     * @param within that come within this time
     */
    public synchronized void arm(StoreFault fault, int requests, Duration within) {
        faults.add(new Armed(fault, requests, System.nanoTime() + within.toNanos()));
    }

    /** Nothing more happens. */
    public synchronized void disarm() {
        faults.clear();
    }

    /** How many requests something happened to. */
    public long disturbed() {
        return disturbed.get();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        sockets.close();
    }

    private void serve(Socket client) {
        try {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            Optional<HttpMessage> request = HttpMessage.request(in, out);
            while (request.isPresent() && handle(request.get(), client, out)) {
                request = HttpMessage.request(in, out);
            }
        } catch (IOException e) {
            LOG.debug("a client's connection broke", e);
        }
    }

    /** Answers a request; false when the connection is of no more use. */
    private boolean handle(HttpMessage request, Socket client, OutputStream out) throws IOException {
        Optional<StoreFault> fault = next(request);
        if (fault.isPresent()) {
            disturbed.incrementAndGet();
            return disturb(fault.get(), request, client, out);
        }
        return answer(pass(request), out);
    }

    private boolean disturb(StoreFault fault, HttpMessage request, Socket client, OutputStream out) throws IOException {
        return switch (fault) {
            case StoreFault.Refuses refuses -> answer(HttpMessage.answer(refuses.status(), refuses.code()), out);
            case StoreFault.RefusesCreation refuses -> {
                if (refuses.stored()) {
                    pass(request);
                }
                yield answer(HttpMessage.answer(refuses.status(), refuses.code()), out);
            }
            case StoreFault.IsSlow slow -> {
                LockSupport.parkNanos(slow.delay().toNanos());
                yield answer(pass(request), out);
            }
            case StoreFault.CutsUpload cuts -> {
                passHalf(request);
                sockets.reset(client);
                yield false;
            }
            case StoreFault.LosesAnswer loses -> {
                pass(request);
                sockets.reset(client);
                yield false;
            }
        };
    }

    private static boolean answer(HttpMessage response, OutputStream out) throws IOException {
        response.writeTo(out);
        return !response.closesConnection();
    }

    private HttpMessage pass(HttpMessage request) throws IOException {
        Socket store = sockets.connect();
        try {
            request.writeTo(store.getOutputStream());
            return HttpMessage.response(new BufferedInputStream(store.getInputStream()), request.method());
        } finally {
            sockets.close(store);
        }
    }

    private void passHalf(HttpMessage request) throws IOException {
        Socket store = sockets.connect();
        request.writeTo(store.getOutputStream(), request.body().length / 2);
        sockets.reset(store);
    }

    private synchronized Optional<StoreFault> next(HttpMessage request) {
        boolean onlyIfAbsent = request.method().equals("PUT")
                && !request.header("if-none-match").isEmpty();
        Iterator<Armed> each = faults.iterator();
        for (int i = 0; each.hasNext(); i++) {
            Armed armed = each.next();
            if (System.nanoTime() > armed.endNanos()) {
                each.remove();
                i--;
            } else if (armed.fault().concerns(request.method(), onlyIfAbsent)) {
                if (armed.requests() > 1) {
                    faults.set(i, new Armed(armed.fault(), armed.requests() - 1, armed.endNanos()));
                } else {
                    each.remove();
                }
                return Optional.of(armed.fault());
            }
        }
        return Optional.empty();
    }
}
