package io.bytefreezer.query.http;

import io.bytefreezer.query.result.ResultFormat;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Chooses the form of an answer by the {@code Accept} header. Stateless. */
final class AcceptedFormat {

    private AcceptedFormat() {}

    static ResultFormat of(ServerRequest request) throws HttpRefusal {
        List<HttpMediaType> accepted = request.headers().acceptedTypes();
        if (accepted.isEmpty()) {
            return ResultFormat.JSON;
        }
        for (HttpMediaType type : accepted) {
            for (ResultFormat format : ResultFormat.values()) {
                if (type.test(HttpMediaType.create(format.mediaType()))) {
                    return format;
                }
            }
        }
        throw new HttpRefusal(
                Status.NOT_ACCEPTABLE_406,
                "not_acceptable",
                "answers are "
                        + Arrays.stream(ResultFormat.values())
                                .map(ResultFormat::mediaType)
                                .collect(Collectors.joining(", ")));
    }
}
