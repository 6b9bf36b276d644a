package io.bytefreezer.transformations.formats.security;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.Text;
import io.bytefreezer.transformations.formats.syslog.Enveloped;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/** What messages of security devices begin with, at the start or behind a syslog header. */
enum Mark {
    CEF("CEF:"),
    LEEF("LEEF:");

    private static final int LOOK_BYTES_MAX = 1024;

    private final String text;

    Mark(String text) {
        this.text = text;
    }

    /** Tells payloads that have the mark near their beginning. */
    Detector detector() {
        return payload -> {
            int length = Math.min(payload.length, LOOK_BYTES_MAX);
            // Bytes and characters are one here: only ASCII is looked for.
            return length > 0
                    && mayBegin(payload[0])
                    && Enveloped.indexOf(new String(payload, 0, length, StandardCharsets.ISO_8859_1), text) >= 0;
        };
    }

    /** JSON that quotes such a message is none. */
    private static boolean mayBegin(byte first) {
        return first != '{' && first != '[';
    }

    /** The message and the syslog header around it. */
    Enveloped find(RawInput input, Text payload, ZoneId zone) throws EventException {
        Enveloped found = Enveloped.find(payload.value(), text, input.receivedAt(), zone);
        if (found == null) {
            throw malformed("no " + text + " with a version at its start, nor behind a syslog header");
        }
        return found;
    }

    EventException malformed(String detail) {
        return new EventException(ErrorCode.MALFORMED_PAYLOAD, "not " + name() + ": " + detail);
    }
}
