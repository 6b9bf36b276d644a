package io.bytefreezer.system.gate;

import java.time.Duration;

/** What an S3 store, or the way to it, can do to a request. Immutable. */
public sealed interface StoreFault {

    /** Whether it can happen to such a request. */
    boolean concerns(String method, boolean onlyIfAbsent);

    /**
     * It answers with an error and does nothing.
     *
     * @param status the HTTP status
     * @param code S3's error code
     */
    record Refuses(int status, String code) implements StoreFault {
        @Override
        public boolean concerns(String method, boolean onlyIfAbsent) {
            return true;
        }
    }

    /**
     * A creation that is on condition that nobody has the key yet is refused, though nobody has.
     *
     * @param status the HTTP status
     * @param code S3's error code
     * @param stored whether the object is created all the same, as when the client's own first try went through
     */
    record RefusesCreation(int status, String code, boolean stored) implements StoreFault {
        @Override
        public boolean concerns(String method, boolean onlyIfAbsent) {
            return onlyIfAbsent;
        }
    }

    /**
     * It takes its time.
     *
     * @param delay before the request is passed on
     */
    record IsSlow(Duration delay) implements StoreFault {
        @Override
        public boolean concerns(String method, boolean onlyIfAbsent) {
            return true;
        }
    }

    /** The connection is reset when half of an upload has passed. */
    record CutsUpload() implements StoreFault {
        @Override
        public boolean concerns(String method, boolean onlyIfAbsent) {
            return method.equals("PUT");
        }
    }

    /** The object is stored, and the connection is reset before the client hears of it. */
    record LosesAnswer() implements StoreFault {
        @Override
        public boolean concerns(String method, boolean onlyIfAbsent) {
            return method.equals("PUT");
        }
    }
}
