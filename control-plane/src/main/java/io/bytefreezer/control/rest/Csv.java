package io.bytefreezer.control.rest;

/** Stands in a contract for a body that is not JSON but CSV (RFC 4180, UTF-8). */
final class Csv {

    static final String MEDIA_TYPE = "text/csv";

    private Csv() {}
}
