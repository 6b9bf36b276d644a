package io.bytefreezer.piper.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.runtime.http.Json;
import io.bytefreezer.transformations.trial.Trial;
import io.helidon.http.Status;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What to try, and on what.
 *
 * @param document the transformation; null for the one in force
 * @param from {@code raw}, or {@code dead_letters}; null for {@code raw}
 * @param last how many records; null for 10
 * @param partition partition to read from {@code offset} on; null for the latest records of all
 * @param offset the first record's offset; null for the latest records
 */
record TrialRequest(
        @Nullable JsonNode document,
        @Nullable String from,
        @Nullable Integer last,
        @Nullable Integer partition,
        @Nullable Long offset) {

    private static final int RECORDS_DEFAULT = 10;

    /** The request of a body; an empty one asks for the usual. */
    static TrialRequest read(byte[] body) throws TrialRefusal {
        try {
            TrialRequest request = body.length == 0
                    ? new TrialRequest(null, null, null, null, null)
                    : Json.mapper().readValue(body, TrialRequest.class);
            request.check();
            return request;
        } catch (JsonProcessingException e) {
            throw wrong("the body is not a request such as {\"last\": 10}: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw wrong("the body cannot be read: " + e.getMessage());
        }
    }

    private void check() throws TrialRefusal {
        if (document != null && !document.isObject()) {
            throw wrong("'document' is not a JSON object");
        }
        if (from != null && !from.equals("raw") && !from.equals("dead_letters")) {
            throw wrong("'from' is 'raw' or 'dead_letters', not '" + from + "'");
        }
        if (count() < 1 || count() > Trial.SAMPLES_MAX) {
            throw wrong("'last' is from 1 to " + Trial.SAMPLES_MAX + ", not " + count());
        }
        checkPlace();
    }

    private void checkPlace() throws TrialRefusal {
        if ((partition == null) != (offset == null)) {
            throw wrong("give 'partition' and 'offset' together, or neither");
        }
        if (partition != null && offset != null && (partition < 0 || offset < 0)) {
            throw wrong("'partition' and 'offset' are not below 0");
        }
    }

    int count() {
        return last == null ? RECORDS_DEFAULT : last;
    }

    boolean isOfDeadLetters() {
        return "dead_letters".equals(from);
    }

    private static TrialRefusal wrong(String message) {
        return new TrialRefusal(Status.BAD_REQUEST_400, "invalid_body", message);
    }
}
