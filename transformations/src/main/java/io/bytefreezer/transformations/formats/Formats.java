package io.bytefreezer.transformations.formats;

import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.flow.FlowFormat;
import io.bytefreezer.transformations.formats.json.GelfFormat;
import io.bytefreezer.transformations.formats.json.JsonFormat;
import io.bytefreezer.transformations.formats.json.NdjsonFormat;
import io.bytefreezer.transformations.formats.lines.CriFormat;
import io.bytefreezer.transformations.formats.lines.DockerFormat;
import io.bytefreezer.transformations.formats.lines.TextFormat;
import io.bytefreezer.transformations.formats.metric.InfluxFormat;
import io.bytefreezer.transformations.formats.metric.PrometheusFormat;
import io.bytefreezer.transformations.formats.pairs.KvFormat;
import io.bytefreezer.transformations.formats.pairs.LogfmtFormat;
import io.bytefreezer.transformations.formats.security.CefFormat;
import io.bytefreezer.transformations.formats.security.LeefFormat;
import io.bytefreezer.transformations.formats.syslog.SyslogFormat;
import io.bytefreezer.transformations.formats.table.TableFormat;
import io.bytefreezer.transformations.formats.telemetry.OtlpLogsJsonFormat;
import io.bytefreezer.transformations.formats.web.ApacheFormat;
import io.bytefreezer.transformations.formats.web.NginxFormat;
import io.bytefreezer.transformations.formats.web.W3cFormat;
import io.bytefreezer.transformations.formats.windows.WindowsEventXmlFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The formats there are. To add one, write its record with its {@link FormatType} and name that here. */
public final class Formats {

    /** What a document says to have the format told by the hint, else by a look at the payload. */
    public static final String AUTO = "auto";

    /**
     * All of them, in the order in which payloads without a hint are looked at: of two that may take the same payload the
     * stricter stands first. Text takes what is left.
     */
    public static final List<FormatType> ALL = List.of(
            JsonFormat.TYPE,
            GelfFormat.TYPE,
            NdjsonFormat.TYPE,
            CefFormat.TYPE,
            LeefFormat.TYPE,
            WindowsEventXmlFormat.TYPE,
            OtlpLogsJsonFormat.TYPE,
            SyslogFormat.TYPE,
            ApacheFormat.TYPE,
            NginxFormat.TYPE,
            W3cFormat.TYPE,
            CriFormat.TYPE,
            DockerFormat.TYPE,
            TableFormat.CSV,
            TableFormat.TSV,
            KvFormat.TYPE,
            LogfmtFormat.TYPE,
            InfluxFormat.TYPE,
            PrometheusFormat.TYPE,
            FlowFormat.TYPE,
            TextFormat.TYPE);

    private Formats() {}

    /** The format of a name. */
    public static Optional<FormatType> named(String name) {
        return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** What a document may name. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of(AUTO));
        ALL.forEach(type -> names.add(type.name()));
        return names;
    }
}
