package io.bytefreezer.proxy.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bytefreezer.schemas.name.DatasetRef;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The keys of the store: of its identity, of one mark for each dataset, and of events, which lie in the order of their
 * dataset and number. Ids hold neither a slash nor a zero byte. Pure.
 */
final class SpoolKeys {

    private static final byte ID = 'i';
    private static final byte EVENTS = 'e';
    private static final byte MARKS = 'm';
    private static final byte END = 0;

    private SpoolKeys() {}

    /** The spool's id. */
    static byte[] id() {
        return new byte[] {ID};
    }

    /** What is before all events. */
    static byte[] events() {
        return new byte[] {EVENTS};
    }

    /** What is before all marks. */
    static byte[] marks() {
        return new byte[] {MARKS};
    }

    /** How far a dataset's events are gone. */
    static byte[] mark(DatasetRef dataset) {
        return name(MARKS, dataset, 0).array();
    }

    /** One event. */
    static byte[] event(DatasetRef dataset, long number) {
        return name(EVENTS, dataset, Long.BYTES).putLong(number).array();
    }

    /** Before which all events of a dataset lie. */
    static byte[] afterEvents(DatasetRef dataset) {
        return event(dataset, -1L);
    }

    /** The dataset in a key of an event or a mark. */
    static DatasetRef dataset(byte[] key) {
        int end = 1;
        while (key[end] != END) {
            end++;
        }
        String[] ids = new String(key, 1, end - 1, US_ASCII).split("/", -1);
        return DatasetRef.of(ids[0], ids[1]);
    }

    /** The number in the key of an event. */
    static long number(byte[] eventKey) {
        return ByteBuffer.wrap(eventKey).getLong(eventKey.length - Long.BYTES);
    }

    static boolean isEvent(byte[] key) {
        return key[0] == EVENTS;
    }

    static boolean isMark(byte[] key) {
        return key[0] == MARKS;
    }

    private static ByteBuffer name(byte kind, DatasetRef dataset, int more) {
        byte[] text = dataset.toString().getBytes(US_ASCII);
        byte[] key = Arrays.copyOf(new byte[] {kind}, text.length + 2 + more);
        return ByteBuffer.wrap(key).position(1).put(text).put(END);
    }
}
