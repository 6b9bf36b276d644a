package io.bytefreezer.transformations.condition;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.ExactNumber;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of events of what CEL gives, as CEL's mapping to JSON does: times as RFC 3339, bytes as Base64, durations in
 * seconds. For one result.
 */
final class CelResult {

    private static final int WEIGHT_OF_ONE = 8;
    private static final int DEPTH_MAX = 200;
    private static final int NANO_DIGITS = 9;

    private final IdentityHashMap<Object, ExactNumber> origins;
    private final int weightMax;
    private long weight;

    /** With the numbers that doubles were made of, by the doubles themselves. */
    CelResult(IdentityHashMap<Object, ExactNumber> origins, int weightMax) {
        this.origins = origins;
        this.weightMax = weightMax;
    }

    @Nullable Object of(@Nullable Object value) throws EventException {
        return of(value, 0);
    }

    private @Nullable Object of(@Nullable Object value, int depth) throws EventException {
        weigh(WEIGHT_OF_ONE);
        return switch (value) {
            case null -> null;
            case NullValue none -> null;
            case String text -> weighed(text);
            case Boolean flag -> flag;
            case Long number -> number;
            case Double number -> decimal(number);
            case Number unsigned -> unsigned(unsigned.toString());
            case Instant time -> time.toString();
            case Duration duration -> seconds(duration);
            case CelByteString bytes -> weighed(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case Map<?, ?> map -> map(map, depth);
            case List<?> list -> list(list, depth);
            default -> throw error("gives a " + value.getClass().getSimpleName() + ", which no field can hold");
        };
    }

    private String weighed(String text) throws EventException {
        weigh(text.length());
        return text;
    }

    private void weigh(int more) throws EventException {
        weight += more;
        if (weight > weightMax) {
            throw new EventException(
                    ErrorCode.TOO_LARGE, "the value of the expression is larger than " + weightMax + " bytes");
        }
    }

    private ExactNumber decimal(Double number) throws EventException {
        ExactNumber origin = origins.get(number);
        if (origin != null) {
            return origin;
        }
        if (number.isNaN() || number.isInfinite()) {
            throw error("gives " + number + ", which JSON cannot say");
        }
        return new ExactNumber(number.toString());
    }

    private static Object unsigned(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            return new ExactNumber(digits);
        }
    }

    /** As CEL's own conversion to text has it: {@code 1.5s}. */
    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                        .add(BigDecimal.valueOf(duration.getNano(), NANO_DIGITS))
                        .stripTrailingZeros()
                        .toPlainString()
                + "s";
    }

    private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) throws EventException {
        requireDepth(depth);
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : map.entrySet()) {
            String key = Objects.toString(member.getKey());
            object.put(weighed(key), of(member.getValue(), depth + 1));
        }
        return object;
    }

    private List<@Nullable Object> list(List<?> list, int depth) throws EventException {
        requireDepth(depth);
        List<@Nullable Object> elements = new ArrayList<>();
        for (Object element : list) {
            elements.add(of(element, depth + 1));
        }
        return elements;
    }

    private static void requireDepth(int depth) throws EventException {
        if (depth > DEPTH_MAX) {
            throw new EventException(ErrorCode.TOO_DEEP, "the value of the expression is nested too deeply");
        }
    }

    private static EventException error(String detail) {
        return new EventException(ErrorCode.CEL_ERROR, "the expression " + detail);
    }
}
