package io.bytefreezer.benchmarks.transform;

/** A pipeline as its users write it: a line that it takes, one of the same source that is broken, and the grok that does the like. */
public enum PipelineCase {
    /** Logins of an SSH server, which only a grok takes apart; the other line is of a login that went well. */
    SYSLOG_AUTH(
            GrokCase.SYSLOG_AUTH,
            "{\"parse\": {\"format\": \"text\"}, \"filters\": [{\"type\": \"grok\", \"config\": {\"pattern\": \""
                    + GrokCase.SYSLOG_AUTH.pattern() + "\"}}]}",
            GrokCase.SYSLOG_AUTH.miss()),
    /** A web server's log; the broken line has a word for its status. */
    APACHE_COMBINED(GrokCase.APACHE_COMBINED, "{\"parse\": {\"format\": \"apache\"}}", GrokCase.APACHE_NEARLY.miss()),
    /** An application's log; the broken line was cut off. */
    JSON_APPLICATION(
            GrokCase.JSON_BY_GROK,
            "{\"parse\": {\"format\": \"json\"}}",
            "{\"ts\":\"2026-03-04T05:06:06Z\",\"level\":\"info\",\"msg\":\"order stored\",\"order\":42,\"too"),
    /** A firewall's events; the broken line was cut off in its header. */
    CEF_FIREWALL(
            GrokCase.CEF_BY_GROK,
            "{\"parse\": {\"format\": \"cef\"}}",
            "CEF:0|Check Point|VPN-1 & FireWall-1|R81|drop|Dro"),
    /** Rows of a table, all of text, as grok gives them; the broken row was cut off. */
    CSV(
            GrokCase.CSV_BY_GROK,
            "{\"parse\": {\"format\": \"csv\", \"on_extra\": \"reject\","
                    + " \"columns\": [\"ts\", \"region\", \"amount\", \"name\", \"quantity\", \"note\"]}}",
            "2026-03-04T05:06:06Z,emea,199.95,Blue Wid");

    private final GrokCase grok;
    private final String document;
    private final String broken;

    PipelineCase(GrokCase grok, String document, String broken) {
        this.grok = grok;
        this.document = document;
        this.broken = broken;
    }

    /** The pattern that takes such lines apart where there is no format for them. */
    String pattern() {
        return grok.pattern();
    }

    /** The transformation. */
    String document() {
        return document;
    }

    /** A line that it takes. */
    String line() {
        return grok.match();
    }

    /** A line that it does not take. */
    String broken() {
        return broken;
    }
}
