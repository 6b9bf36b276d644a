package io.bytefreezer.system.ledger;

/**
 * An event that was sent.
 *
 * @param id its number
 * @param way how it was sent
 * @param payloadSum CRC32C of its bytes
 * @param answer what was heard of it
 */
public record Entry(int id, Way way, int payloadSum, Answer answer) {

    /** How an event is sent. */
    public enum Way {
        /** Over HTTP, which acknowledges. */
        WEBHOOK,
        /** Over TCP, which loses what is under way when a process dies. */
        SYSLOG_TCP,
        /** Over UDP, which loses anything. */
        SYSLOG_UDP,
        /** Straight into a raw topic, which acknowledges. */
        RAW_TOPIC,
        /** Straight into a processed topic, which acknowledges. */
        PROCESSED_TOPIC
    }

    /** What the sender heard. */
    public enum Answer {
        /** That the event is durable. */
        ACKNOWLEDGED,
        /** Nothing, or an error: the event may be there or not. */
        UNKNOWN
    }

    /** How often it may be found where events enter. */
    public Bounds bounds() {
        return answer == Answer.ACKNOWLEDGED ? Bounds.ONCE : Bounds.AT_MOST_ONCE;
    }
}
