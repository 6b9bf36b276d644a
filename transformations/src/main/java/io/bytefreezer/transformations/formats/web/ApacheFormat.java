package io.bytefreezer.transformations.formats.web;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.lines.Lines;
import io.bytefreezer.transformations.option.Option;
import java.util.List;

/**
 * Apache's access log in its formats {@code common} and {@code combined}, see
 * <a href="https://httpd.apache.org/docs/2.4/logs.html">its manual</a>.
 *
 * @param extra what the server logs after them
 */
public record ApacheFormat(List<String> extra) implements Format {

    private static final Option<List<String>> EXTRA = ExtraField.option();

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "apache",
            "Lines of Apache's access log, `common` or `combined`. A line is an event with `client`, `identity`, `user`,"
                    + " `timestamp` (RFC 3339, in the offset it was written in), `method`, `path`, `protocol`, `status`,"
                    + " `bytes`, `referrer` and `agent`; what is `-` is left out. A request that is none of HTTP is kept whole"
                    + " as `request`. Escapes such as \\\" and \\xHH are undone.",
            List.of("apache", "apache_common", "apache_combined", "apache-common", "apache-combined", "clf"),
            AccessLog::looksLikeIt,
            List.of(EXTRA),
            options -> new ApacheFormat(options.get(EXTRA)),
            List.of(
                    FormatExample.events("Combined", """
                            192.0.2.7 - ana [11/Oct/2026:22:14:15 +0200] "GET /shop?id=7 HTTP/1.1" 200 5316 "https://example.org/" "Mozilla/5.0 (\\"X11\\")"
                            """, """
                            {"client": "192.0.2.7", "user": "ana", "timestamp": "2026-10-11T22:14:15+02:00",
                             "method": "GET", "path": "/shop?id=7", "protocol": "HTTP/1.1", "status": 200, "bytes": 5316,
                             "referrer": "https://example.org/", "agent": "Mozilla/5.0 (\\"X11\\")"}"""),
                    FormatExample.events("Common, two lines", """
                            192.0.2.7 - - [11/Oct/2026:22:14:15 +0000] "POST /login HTTP/1.1" 302 -
                            192.0.2.9 - - [11/Oct/2026:22:14:16 +0000] "GET / HTTP/1.0" 200 45
                            """, """
                            {"client": "192.0.2.7", "timestamp": "2026-10-11T22:14:15Z", "method": "POST",
                             "path": "/login", "protocol": "HTTP/1.1", "status": 302}""", """
                            {"client": "192.0.2.9", "timestamp": "2026-10-11T22:14:16Z", "method": "GET",
                             "path": "/", "protocol": "HTTP/1.0", "status": 200, "bytes": 45}"""),
                    FormatExample.events("A scan that speaks no HTTP", """
                            198.51.100.4 - - [11/Oct/2026:22:14:15 +0000] "SSH-2.0-Go\\r\\n" 400 226
                            """, """
                            {"client": "198.51.100.4", "timestamp": "2026-10-11T22:14:15Z",
                             "request": "SSH-2.0-Go\\r\\n", "status": 400, "bytes": 226}"""),
                    FormatExample.rejected("A day that is none", """
                            192.0.2.7 - - [31/Feb/2026:22:14:15 +0000] "GET / HTTP/1.1" 200 45""", ErrorCode.MALFORMED_PAYLOAD)));

    /** Copies the list. */
    public ApacheFormat {
        extra = List.copyOf(extra);
    }

    @Override
    public FormatFunction compile(FormatScope scope) {
        AccessLog log = new AccessLog(ExtraField.compile(extra, scope.config().at("extra")));
        return input -> Lines.events(input.payload(), scope.limits(), log);
    }
}
