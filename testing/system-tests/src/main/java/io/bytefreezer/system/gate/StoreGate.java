package io.bytefreezer.system.gate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final List<Armed> faults = new CopyOnWriteArrayList<>();

    /** A fault that happens to the next requests that it concerns. Safe for use by many threads. */
    public static final class Armed {

        private final StoreFault fault;
        private final int requests;
        private int happened;

        private Armed(StoreFault fault, int requests) {
            this.fault = fault;
            this.requests = requests;
        }

        /** To how many requests it has happened. */
        public synchronized int happened() {
            return happened;
        }

        /** Whether it has happened as often as it was armed for. */
        public synchronized boolean isSpent() {
            return happened == requests;
        }

        private synchronized boolean takes(HttpMessage request) {
            boolean onlyIfAbsent = request.method().equals("PUT")
                    && !request.header("if-none-match").isEmpty();
            boolean taken = happened < requests && fault.concerns(request.method(), onlyIfAbsent);
            if (taken) {
                happened++;
            }
            return taken;
        }
    }

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
     * Lets a fault happen until it is disarmed.
     *
     * @param requests to this many requests at most
     */
    public Armed arm(StoreFault fault, int requests) {
        Armed armed = new Armed(fault, requests);
        faults.add(armed);
        return armed;
    }

    /** A fault does not happen any more. */
    public void disarm(Armed armed) {
        faults.remove(armed);
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

    private Optional<StoreFault> next(HttpMessage request) {
        return faults.stream()
                .filter(armed -> armed.takes(request))
                .map(armed -> armed.fault)
                .findFirst();
    }
}
