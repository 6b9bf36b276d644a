package io.bytefreezer.query.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.lake.filter.Constant;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads the constants of comparisons. Stateless. */
final class Constants {

    /** Powers of ten up to it are exact as binary64. */
    private static final int EXACT_SCALE_MAX = 22;

    private static final BigDecimal EXACT_MAX = BigDecimal.valueOf(1L << 53);

    private static final int DIGITS_MAX = 40;

    private Constants() {}

    /** The constant that an expression is, to be compared with something of this form. */
    static Optional<Constant> of(JsonNode node, Operand.Form form) {
        return switch (node.path("class").asText()) {
            case "CONSTANT" -> literal(node.path("literal"), form);
            case "CAST" -> time(node);
            default -> SinceNow.of(node);
        };
    }

    private static Optional<Constant> literal(JsonNode literal, Operand.Form form) {
        String text = literal.path("text").asText();
        boolean isText = literal.path("kind").asText().equals("STRING");
        return switch (form) {
            case PLAIN -> plain(literal.path("kind").asText(), text);
            case ZONED -> isText ? TimeType.ZONED.parse(text).map(Constant.Time::new) : Optional.empty();
            case LOCAL -> isText ? TimeType.LOCAL.parse(text).map(Constant.Time::new) : Optional.empty();
            case DATE -> isText ? TimeType.DATE.parse(text).map(Constant.Time::new) : Optional.empty();
        };
    }

    private static Optional<Constant> plain(String kind, String text) {
        return switch (kind) {
            case "STRING" -> Optional.of(new Constant.Text(text));
            case "INTEGER" -> whole(text);
            case "NUMERIC" -> real(text);
            case "BOOLEAN" -> Optional.of(new Constant.Flag(text.equals("true")));
            default -> Optional.empty();
        };
    }

    private static Optional<Constant> time(JsonNode cast) {
        JsonNode literal = cast.path("child").path("literal");
        if (!literal.path("kind").asText().equals("STRING")) {
            return Optional.empty();
        }
        return TimeType.of(cast)
                .flatMap(type -> type.parse(literal.path("text").asText()))
                .map(Constant.Time::new);
    }

    private static Optional<Constant> whole(String text) {
        try {
            return Optional.of(new Constant.Whole(Long.parseLong(text)));
        } catch (NumberFormatException tooLargeOrOfAnotherForm) {
            return Optional.empty();
        }
    }

    /** Decimals whose nearest binary64 DuckDB finds by one division of exact numbers, and so as everybody does. */
    private static Optional<Constant> real(String text) {
        if (text.length() > DIGITS_MAX || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return Optional.empty();
        }
        try {
            BigDecimal decimal = new BigDecimal(text);
            boolean isExact = decimal.scale() <= EXACT_SCALE_MAX
                    && new BigDecimal(decimal.unscaledValue()).abs().compareTo(EXACT_MAX) <= 0;
            return isExact ? Optional.of(new Constant.Real(decimal.doubleValue())) : Optional.empty();
        } catch (NumberFormatException ofAnotherForm) {
            return Optional.empty();
        }
    }
}
