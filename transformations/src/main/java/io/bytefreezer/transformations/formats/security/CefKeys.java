package io.bytefreezer.transformations.formats.security;

import io.bytefreezer.transformations.value.JsonNumber;
import java.util.Set;

/** What the extension dictionary of the Common Event Format says of its keys' types. */
final class CefKeys {

    /** Keys whose values are whole numbers, short and long names. */
    private static final Set<String> INTEGERS = Set.of(
            "cnt",
            "baseEventCount",
            "cn1",
            "cn2",
            "cn3",
            "deviceCustomNumber1",
            "deviceCustomNumber2",
            "deviceCustomNumber3",
            "flexNumber1",
            "flexNumber2",
            "destinationTranslatedPort",
            "sourceTranslatedPort",
            "deviceDirection",
            "dpid",
            "destinationProcessId",
            "spid",
            "sourceProcessId",
            "dvcpid",
            "deviceProcessId",
            "dpt",
            "destinationPort",
            "spt",
            "sourcePort",
            "fsize",
            "fileSize",
            "oldFileSize",
            "in",
            "bytesIn",
            "out",
            "bytesOut",
            "type",
            "eventId",
            "rt",
            "deviceReceiptTime",
            "start",
            "startTime",
            "end",
            "endTime",
            "art",
            "agentReceiptTime",
            "fileCreateTime",
            "fileModificationTime",
            "oldFileCreateTime",
            "oldFileModificationTime",
            "deviceCustomDate1",
            "deviceCustomDate2",
            "flexDate1");

    /** Keys whose values are numbers with a fraction. */
    private static final Set<String> DECIMALS = Set.of(
            "cfp1",
            "cfp2",
            "cfp3",
            "cfp4",
            "deviceCustomFloatingPoint1",
            "deviceCustomFloatingPoint2",
            "deviceCustomFloatingPoint3",
            "deviceCustomFloatingPoint4",
            "dlat",
            "destinationGeoLatitude",
            "dlong",
            "destinationGeoLongitude",
            "slat",
            "sourceGeoLatitude",
            "slong",
            "sourceGeoLongitude");

    private CefKeys() {}

    /** The value of a key: a number where the key's are and the text is one that comes out the same, else the text. */
    static Object value(String key, String text) {
        Object number = null;
        if (INTEGERS.contains(key)) {
            number = JsonNumber.integer(text);
        } else if (DECIMALS.contains(key)) {
            number = JsonNumber.of(text);
        }
        return number == null ? text : number;
    }
}
