package io.bytefreezer.transformations.filters.mapping;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the Open Cybersecurity Schema Framework that a table can make, with what our formats' fields, and common names
 * of others, are in them.
 */
enum OcsfClass {
    /** HTTP Activity. */
    HTTP_ACTIVITY(4002, 4, """
            timestamp             time                               millis
            @timestamp            time                               millis
            time                  time                               millis
            client                src_endpoint.ip                    ip
            client_ip             src_endpoint.ip
            remote_addr           src_endpoint.ip
            clientip              src_endpoint.ip
            src_ip                src_endpoint.ip
            src                   src_endpoint.ip
            client_port           src_endpoint.port                  integer
            spt                   src_endpoint.port                  integer
            server_ip             dst_endpoint.ip
            dst_ip                dst_endpoint.ip
            dst                   dst_endpoint.ip
            dpt                   dst_endpoint.port                  integer
            host                  dst_endpoint.hostname
            user                  actor.user.name
            remote_user           actor.user.name
            suser                 actor.user.name
            method                http_request.http_method
            verb                  http_request.http_method
            requestMethod         http_request.http_method
            path                  http_request.url.path
            query                 http_request.url.query_string
            url                   http_request.url.url_string
            request               http_request.url.url_string
            protocol              http_request.version               http_version
            referrer              http_request.referrer
            referer               http_request.referrer
            agent                 http_request.user_agent
            user_agent            http_request.user_agent
            requestClientApplication http_request.user_agent
            status                http_response.code                 integer
            status_code           http_response.code                 integer
            response              http_response.code                 integer
            bytes                 http_response.length               integer
            body_bytes_sent       http_response.length               integer
            message               message
            device_product        metadata.product.name
            device_vendor         metadata.product.vendor_name
            device_version        metadata.product.version
            """),

    /** Authentication. */
    AUTHENTICATION(3002, 3, """
            timestamp             time                               millis
            @timestamp            time                               millis
            time                  time                               millis
            user                  user.name
            username              user.name
            user_name             user.name
            duser                 user.name
            user_id               user.uid
            domain                user.domain
            source_ip             src_endpoint.ip
            src_ip                src_endpoint.ip
            client_ip             src_endpoint.ip
            src                   src_endpoint.ip
            src_port              src_endpoint.port                  integer
            spt                   src_endpoint.port                  integer
            hostname              dst_endpoint.hostname
            host                  dst_endpoint.hostname
            dst                   dst_endpoint.ip
            service               service.name
            app_name              service.name
            app                   service.name
            auth_protocol         auth_protocol
            session_id            session.uid
            reason                status_detail
            message               message
            msg                   message
            device_product        metadata.product.name
            device_vendor         metadata.product.vendor_name
            device_version        metadata.product.version
            """),

    /** Network Activity. */
    NETWORK_ACTIVITY(4001, 4, """
            timestamp             time                               millis
            @timestamp            time                               millis
            time                  time                               millis
            start                 start_time                         millis
            end                   end_time                           millis
            src_ip                src_endpoint.ip
            src                   src_endpoint.ip
            source_ip             src_endpoint.ip
            src_port              src_endpoint.port                  integer
            spt                   src_endpoint.port                  integer
            shost                 src_endpoint.hostname
            dst_ip                dst_endpoint.ip
            dst                   dst_endpoint.ip
            destination_ip        dst_endpoint.ip
            dst_port              dst_endpoint.port                  integer
            dpt                   dst_endpoint.port                  integer
            dhost                 dst_endpoint.hostname
            protocol              connection_info.protocol_name      lower
            proto                 connection_info.protocol_name      lower
            bytes                 traffic.bytes                      integer
            packets               traffic.packets                    integer
            in                    traffic.bytes_in                   integer
            out                   traffic.bytes_out                  integer
            app                   app_name
            name                  message
            message               message
            device_product        metadata.product.name
            device_vendor         metadata.product.vendor_name
            device_version        metadata.product.version
            """);

    static final long OTHER = 99;

    private static final List<String> HTTP_METHODS =
            List.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT", "TRACE", "PATCH");
    private static final List<String> REFUSALS =
            List.of("deny", "denied", "block", "blocked", "drop", "dropped", "reject", "rejected", "refused");
    private static final List<String> SUCCESSES = List.of("success", "succeeded", "accepted", "ok", "allow", "allowed");
    private static final List<String> FAILURES =
            List.of("failure", "failed", "fail", "invalid", "deny", "denied", "error");
    private static final Map<String, Long> LOGONS = Map.of("login", 1L, "logon", 1L, "logout", 2L, "logoff", 2L);
    private static final long UNKNOWN = 0;
    private static final long LOGON = 1;
    private static final long REFUSE = 5;
    private static final long TRAFFIC = 6;
    private static final long SUCCESS = 1;
    private static final long FAILURE = 2;
    private static final long HTTP_ERROR_MIN = 400;

    private static final FieldPath METHOD = FieldPath.of("http_request.http_method");
    private static final FieldPath CODE = FieldPath.of("http_response.code");
    private static final List<FieldPath> ACTIONS =
            Stream.of("action", "act", "event", "event_type").map(FieldPath::of).toList();
    private static final List<FieldPath> OUTCOMES =
            Stream.of("outcome", "result", "status").map(FieldPath::of).toList();

    private final long uid;
    private final long category;

    @SuppressWarnings("ImmutableEnumChecker") // a record of a copied list of records
    private final FieldTable table;

    OcsfClass(long uid, long category, String table) {
        this.uid = uid;
        this.category = category;
        this.table = FieldTable.of(table);
    }

    static List<String> names() {
        return Stream.of(values()).map(OcsfClass::word).toList();
    }

    static OcsfClass named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    long uid() {
        return uid;
    }

    long category() {
        return category;
    }

    FieldTable table() {
        return table;
    }

    /** What was done, as {@code activity_id}. */
    long activity(Event event, Event mapped) {
        return switch (this) {
            case HTTP_ACTIVITY -> httpActivity(mapped.get(METHOD));
            case AUTHENTICATION -> LOGONS.getOrDefault(word(event, ACTIONS), LOGON);
            case NETWORK_ACTIVITY -> REFUSALS.contains(word(event, ACTIONS)) ? REFUSE : TRAFFIC;
        };
    }

    /** How it ended, as {@code status_id}. */
    long status(Event event, Event mapped) {
        if (this == HTTP_ACTIVITY) {
            return mapped.get(CODE) instanceof Long code ? httpStatus(code) : UNKNOWN;
        }
        String outcome = word(event, OUTCOMES);
        if (SUCCESSES.contains(outcome)) {
            return SUCCESS;
        }
        return FAILURES.contains(outcome) ? FAILURE : UNKNOWN;
    }

    private static long httpStatus(long code) {
        return code < HTTP_ERROR_MIN ? SUCCESS : FAILURE;
    }

    private static long httpActivity(@Nullable Object method) {
        if (!(method instanceof String name)) {
            return UNKNOWN;
        }
        int index = HTTP_METHODS.indexOf(name.toUpperCase(Locale.ROOT));
        return index < 0 ? OTHER : index + 1;
    }

    /** The first text of these fields, in lower case. */
    private static String word(Event event, List<FieldPath> fields) {
        for (FieldPath field : fields) {
            if (event.get(field) instanceof String text) {
                return text.toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }
}
