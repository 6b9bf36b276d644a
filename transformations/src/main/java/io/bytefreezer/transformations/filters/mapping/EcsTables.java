package io.bytefreezer.transformations.filters.mapping;

import io.bytefreezer.transformations.event.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What our formats' fields, and common names of others, are in the Elastic Common Schema. */
final class EcsTables {

    /** The version whose names these are; those of 9.x are the same. */
    static final String VERSION = "8.17.0";

    private static final String TIMES = """
            @timestamp            @timestamp                     time
            timestamp             @timestamp                     time
            time                  @timestamp                     time
            """;

    private static final FieldTable SYSLOG = FieldTable.of(TIMES + """
            message               message
            severity              log.level                      lower
            severity              log.syslog.severity.name
            severity_code         log.syslog.severity.code       integer
            facility              log.syslog.facility.name
            facility_code         log.syslog.facility.code       integer
            priority              log.syslog.priority            integer
            msg_id                log.syslog.msgid
            structured_data       log.syslog.structured_data
            hostname              host.hostname
            host                  host.hostname
            app_name              process.name
            program               process.name
            proc_id               process.pid                    integer
            source_ip             source.ip
            """);

    private static final FieldTable WEB = FieldTable.of(TIMES + """
            client                source.ip                      ip
            client                source.address
            client_ip             source.ip
            remote_addr           source.ip
            clientip              source.ip
            client_port           source.port                    integer
            user                  user.name
            remote_user           user.name
            method                http.request.method
            verb                  http.request.method
            status                http.response.status_code      integer
            status_code           http.response.status_code      integer
            response              http.response.status_code      integer
            bytes                 http.response.body.bytes       integer
            body_bytes_sent       http.response.body.bytes       integer
            protocol              http.version                   http_version
            httpversion           http.version                   http_version
            referrer              http.request.referrer
            referer               http.request.referrer
            path                  url.path
            query                 url.query
            request               url.original
            url                   url.original
            host                  url.domain
            agent                 user_agent.original
            user_agent            user_agent.original
            message               message
            """);

    private static final FieldTable CEF = FieldTable.of(TIMES + """
            rt                    @timestamp                     time
            name                  message
            msg                   event.reason
            severity              log.level                      lower
            device_event_class_id event.code
            act                   event.action
            device_vendor         observer.vendor
            device_product        observer.product
            device_version        observer.version
            dvchost               observer.hostname
            syslog.hostname       observer.hostname
            dvc                   observer.ip
            src                   source.ip
            spt                   source.port                    integer
            shost                 source.domain
            smac                  source.mac
            suser                 source.user.name
            out                   source.bytes                   integer
            dst                   destination.ip
            dpt                   destination.port               integer
            dhost                 destination.domain
            dmac                  destination.mac
            duser                 destination.user.name
            in                    destination.bytes              integer
            proto                 network.transport              lower
            app                   network.protocol               lower
            request               url.original
            requestMethod         http.request.method
            requestClientApplication user_agent.original
            fname                 file.name
            filePath              file.path
            fsize                 file.size                      integer
            dproc                 process.name
            """);

    private static final FieldTable FLOW = FieldTable.of(TIMES + """
            start                 event.start                    time
            end                   event.end                      time
            src_ip                source.ip
            src_port              source.port                    integer
            dst_ip                destination.ip
            dst_port              destination.port               integer
            protocol              network.transport              lower
            bytes                 network.bytes                  integer
            packets               network.packets                integer
            action                event.action
            """);

    private static final FieldTable JSON = FieldTable.of(TIMES + """
            ts                    @timestamp                     time
            message               message
            msg                   message
            level                 log.level                      lower
            severity              log.level                      lower
            logger                log.logger
            logger_name           log.logger
            thread                process.thread.name
            thread_name           process.thread.name
            pid                   process.pid                    integer
            hostname              host.hostname
            host                  host.hostname
            service               service.name
            app                   service.name
            version               service.version
            env                   service.environment
            environment           service.environment
            trace_id              trace.id
            traceId               trace.id
            span_id               span.id
            spanId                span.id
            user                  user.name
            user_id               user.id
            error                 error.message
            exception             error.type
            stack                 error.stack_trace
            stack_trace           error.stack_trace
            """);

    private static final Map<String, FieldTable> TABLES = tables();

    private EcsTables() {}

    private static Map<String, FieldTable> tables() {
        Map<String, FieldTable> tables = new LinkedHashMap<>();
        tables.put("syslog", SYSLOG);
        tables.put("web", WEB);
        tables.put("cef", CEF);
        tables.put("flow", FLOW);
        tables.put("json", JSON);
        return tables;
    }

    static List<String> kinds() {
        return List.copyOf(TABLES.keySet());
    }

    /** The table of a kind; for {@code auto} the one that an event looks like. */
    static FieldTable table(String kind, Event event) {
        FieldTable table = TABLES.get(kind.equals("auto") ? kindOf(event.fields()) : kind);
        return table == null ? JSON : table;
    }

    private static String kindOf(Map<String, ?> fields) {
        if (fields.containsKey("cef_version")) {
            return "cef";
        }
        if (fields.containsKey("facility") && fields.containsKey("severity")) {
            return "syslog";
        }
        if (fields.containsKey("src_ip") && fields.containsKey("dst_ip")) {
            return "flow";
        }
        boolean isRequest = hasAny(fields, List.of("method", "verb"));
        return isRequest && hasAny(fields, List.of("status", "status_code", "response")) ? "web" : "json";
    }

    private static boolean hasAny(Map<String, ?> fields, List<String> names) {
        return names.stream().anyMatch(fields::containsKey);
    }
}
