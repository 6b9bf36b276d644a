package io.bytefreezer.transformations.formats.table;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.format.FormatExample;
import java.util.List;

/** How tables are read, shown and tested. */
final class TableExamples {

    static final List<FormatExample> CSV = List.of(
            FormatExample.events("Names in the first row", """
                    host,status,note
                    web-1,up,
                    web-2,down,"disk ""sda"", full"
                    """, """
                    {"host": "web-1", "status": "up", "note": ""}""", """
                    {"host": "web-2", "status": "down", "note": "disk \\"sda\\", full"}"""),
            FormatExample.configured(
                    "A row by itself: names and types are given", """
                    {"columns": ["time", "card", "amount", "approved"],
                     "types": {"time": "timestamp", "amount": "decimal", "approved": "boolean"}}""", "2026-10-11 22:14:15,0042,17.50,yes\n", """
                    {"time": "2026-10-11T22:14:15Z", "card": "0042", "amount": 17.50, "approved": true}"""),
            FormatExample.configured(
                    "Semicolons, empty fields left out, and a field too many", """
                    {"delimiter": ";", "columns": ["user", "team", "city"], "skip_empty": true}""", "ana;;Wien;beta tester\n", """
                    {"user": "ana", "city": "Wien", "_extra": ["beta tester"]}"""),
            new FormatExample(
                    "A field too many, and on_extra: reject",
                    """
                    {"columns": ["user", "team"], "on_extra": "reject"}""",
                    "ana,ops,Wien\n",
                    new FormatExample.Rejected(ErrorCode.MALFORMED_PAYLOAD)),
            FormatExample.rejected("A quote that is never closed", """
                    host,note
                    web-1,"disk full
                    """, ErrorCode.MALFORMED_PAYLOAD));

    static final List<FormatExample> TSV = List.of(
            FormatExample.events("Names in the first row", """
                    name\tsize
                    17" screen\t3
                    """, """
                    {"name": "17\\" screen", "size": "3"}"""),
            FormatExample.configured("A row by itself", """
                    {"columns": ["pid", "command"], "types": {"pid": "int"}}""", "4711\tsshd: ana\n", """
                    {"pid": 4711, "command": "sshd: ana"}"""));

    private TableExamples() {}
}
