package io.bytefreezer.runtime.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version this was built as. */
final class BuildVersion {

    private static final String CURRENT = read();

    private BuildVersion() {}

    static String current() {
        return CURRENT;
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(
                BuildVersion.class.getResourceAsStream("version.txt"), "version.txt is part of the build")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("version.txt is part of the build", e);
        }
    }
}
