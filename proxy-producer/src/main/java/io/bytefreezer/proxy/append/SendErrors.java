package io.bytefreezer.proxy.append;

import io.bytefreezer.proxy.sink.Delivery.Failure;
import io.bytefreezer.proxy.sink.Delivery.Reason;
import io.bytefreezer.proxy.sink.KafkaErrors;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers why a transaction failed: a record that is too large, as this one can be mended, else the first error, as the
 * others follow from it. Safe for use by many threads.
 */
final class SendErrors {

    private @Nullable Failure first;

    synchronized void add(int index, @Nullable Exception error) {
        if (error != null) {
            Failure failure = KafkaErrors.failure(index, error);
            Failure before = first;
            boolean isWorse =
                    before == null || (failure.reason() == Reason.TOO_LARGE && before.reason() != Reason.TOO_LARGE);
            first = isWorse ? failure : before;
        }
    }

    synchronized Optional<Failure> first() {
        return Optional.ofNullable(first);
    }

    /** Ends the transaction if a record failed. */
    void throwFirst() {
        Optional<Failure> failure = first();
        if (failure.isPresent()) {
            throw new KafkaException(failure.get().message());
        }
    }
}
