package io.bytefreezer.transformations.filters.privacy;

import io.bytefreezer.transformations.option.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104, FIPS 198-1) with a fixed key. Safe for use by many threads: each text is hashed by a copy. */
final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac keyed;

    Hmac(Secret key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key.text().getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    byte[] of(String text) {
        try {
            return ((Mac) keyed.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's own " + ALGORITHM + " can be copied", e);
        }
    }

    String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }
}
