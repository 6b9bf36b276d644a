package io.bytefreezer.transformations.formats.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request line of HTTP/1 (RFC 9112, section 3), {@code method SP target SP version}, as servers log it. */
final class RequestLine {

    private static final int METHOD_CHARS_MAX = 32;

    private RequestLine() {}

    /** Puts its parts into an event; what is no request line, since clients send anything, is kept whole as {@code request}. */
    static void put(String request, Map<String, @Nullable Object> event) {
        if (request.equals("-")) {
            return;
        }
        int first = request.indexOf(' ');
        int last = request.lastIndexOf(' ');
        if (last <= first + 1 || !isMethod(request, first) || !request.startsWith("HTTP/", last + 1)) {
            event.put("request", request);
            return;
        }
        event.put("method", request.substring(0, first));
        event.put("path", request.substring(first + 1, last));
        event.put("protocol", request.substring(last + 1));
    }

    private static boolean isMethod(String request, int end) {
        if (end < 1 || end > METHOD_CHARS_MAX) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char c = request.charAt(i);
            // Tokens may hold more; the registered methods hold nothing else.
            if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }
}
