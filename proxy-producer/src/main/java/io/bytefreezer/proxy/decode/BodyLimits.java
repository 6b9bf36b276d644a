package io.bytefreezer.proxy.decode;

import io.bytefreezer.proxy.decode.Decoded.Fault;
import io.bytefreezer.proxy.decode.Decoded.Malformed;

/**
 * What one body may hold.
 *
 * @param eventBytesMax bytes of one event
 * @param eventsMax events of one body
 */
public record BodyLimits(int eventBytesMax, int eventsMax) {

    Malformed eventTooLarge(String what) {
        return new Malformed(
                Fault.EVENT_TOO_LARGE, what + " has more than the " + eventBytesMax + " bytes that one event may have");
    }

    Malformed tooManyEvents() {
        return new Malformed(
                Fault.TOO_MANY_EVENTS,
                "the request has more than the " + eventsMax + " events that one may have: send them in several");
    }
}
