package io.bytefreezer.transformations.grok;

import io.bytefreezer.transformations.event.FieldPath;

/**
 * A field that a pattern captures.
 *
 * @param field where it goes
 * @param type what the text becomes
 * @param groups the groups it may come from; the first that took part in the match gives it
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves this package; a list would box a number per event and capture
record Capture(FieldPath field, CaptureType type, int[] groups) {}
