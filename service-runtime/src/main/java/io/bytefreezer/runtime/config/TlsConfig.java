package io.bytefreezer.runtime.config;

import java.nio.file.Path;

/**
 * What a server needs for TLS.
 *
 * @param certificate PEM file with the certificate and its chain
 * @param privateKey PEM file with the unencrypted private key (PKCS #8)
 */
@Doc("Certificate and key for HTTPS.")
public record TlsConfig(
        @Doc("PEM file with the certificate and its chain.") Path certificate,

        @Doc("PEM file with the private key (PKCS #8, not encrypted).")
        Path privateKey) {}
