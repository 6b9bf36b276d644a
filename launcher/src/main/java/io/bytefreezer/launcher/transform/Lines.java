package io.bytefreezer.launcher.transform;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lines as bytes, of a long one no more than a limit. */
final class Lines {

    private final InputStream in;
    private final int bytesMax;

    Lines(InputStream in, int bytesMax) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.bytesMax = bytesMax;
    }

    /** Whether the next line is not there yet, as far as can be told. */
    boolean waits() throws IOException {
        return in.available() == 0;
    }

    /** The next line without its end, cut to the limit; null when there is none. */
    byte @Nullable [] next() throws IOException {
        int next = in.read();
        if (next < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (next >= 0 && next != '\n') {
            if (line.size() < bytesMax) {
                line.write(next);
            }
            next = in.read();
        }
        byte[] bytes = line.toByteArray();
        boolean endsInReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return endsInReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }
}
