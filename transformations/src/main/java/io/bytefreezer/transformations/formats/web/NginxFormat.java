package io.bytefreezer.transformations.formats.web;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.lines.Lines;
import io.bytefreezer.transformations.option.Option;
import java.util.List;

/**
 * Nginx's access log in its format {@code combined}, see
 * <a href="https://nginx.org/en/docs/http/ngx_http_log_module.html">ngx_http_log_module</a>.
 *
 * @param extra what the server logs after it
 */
public record NginxFormat(List<String> extra) implements Format {

    private static final Option<List<String>> EXTRA = ExtraField.option();

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "nginx",
            "Lines of nginx's access log in its format `combined`, with whatever a `log_format` adds at the end named by"
                    + " `extra`. Fields and their names are those of `apache`.",
            List.of("nginx", "nginx_combined", "nginx-combined"),
            Detector.NEVER, // apache takes the same lines
            List.of(EXTRA),
            options -> new NginxFormat(options.get(EXTRA)),
            List.of(
                    FormatExample.events("Combined", """
                            192.0.2.7 - - [11/Oct/2026:22:14:15 +0000] "GET /caf\\xC3\\xA9 HTTP/2.0" 200 5316 "-" "curl/8.5.0"
                            """, """
                            {"client": "192.0.2.7", "timestamp": "2026-10-11T22:14:15Z", "method": "GET",
                             "path": "/café", "protocol": "HTTP/2.0", "status": 200, "bytes": 5316,
                             "agent": "curl/8.5.0"}"""),
                    FormatExample.configured(
                            "With $request_time, $upstream_addr and $http_x_forwarded_for", """
                            {"extra": ["request_time:decimal", "upstream_addr", "forwarded_for"]}""", """
                            10.0.0.2 - - [11/Oct/2026:22:14:15 +0000] "GET /api HTTP/1.1" 504 167 "-" "okhttp" 60.001 10.0.0.9:80 "192.0.2.7"
                            """, """
                            {"client": "10.0.0.2", "timestamp": "2026-10-11T22:14:15Z", "method": "GET", "path": "/api",
                             "protocol": "HTTP/1.1", "status": 504, "bytes": 167, "agent": "okhttp",
                             "request_time": 60.001, "upstream_addr": "10.0.0.9:80", "forwarded_for": "192.0.2.7"}"""),
                    FormatExample.rejected("More fields than are named", """
                            10.0.0.2 - - [11/Oct/2026:22:14:15 +0000] "GET / HTTP/1.1" 200 167 "-" "okhttp" 0.001""", ErrorCode.MALFORMED_PAYLOAD)));

    /** Copies the list. */
    public NginxFormat {
        extra = List.copyOf(extra);
    }

    @Override
    public FormatFunction compile(FormatScope scope) {
        AccessLog log = new AccessLog(ExtraField.compile(extra, scope.config().at("extra")));
        return input -> Lines.events(input.payload(), scope.limits(), log);
    }
}
