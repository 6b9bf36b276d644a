package io.bytefreezer.piper.gate;

/** Says which topics may be read now. Safe for use by many threads; the answer may change between two calls. */
@FunctionalInterface
public interface Gate {

    /** Whether records of the topic may be handed to the topology. */
    boolean isOpen(String topic);

    /** How many of the records that were just read from a partition of the topic may be handed to the topology; the rest waits. */
    default int admit(String topic, int records) {
        return isOpen(topic) ? records : 0;
    }
}
