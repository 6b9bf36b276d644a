package io.bytefreezer.lake.filter;

import io.bytefreezer.lake.table.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;

/**
 * Says a condition in Iceberg's terms, weakened where DuckDB and Iceberg differ: each row that fulfils the condition in DuckDB's SQL fulfils the expression. Immutable.
 */
public final class ConditionBinder {

    /** Beyond it two whole numbers may be one binary64. */
    private static final long EXACT_REAL_MAX = 1L << 53;

    /** Iceberg looks at no more values of a list, and its expressions are walked by recursion. */
    private static final int REALS_MAX = 200;

    /** How far the clock may go back between now and when the query runs. */
    private static final Duration CLOCK_SLACK = Duration.ofMinutes(1);

    private final Schema current;
    private final Schema read;
    private final Instant now;

    /**
     * A binder for one read.
     *
     * @param current the schema whose names the query uses
     * @param read the schema of the snapshot that is read
     * @param now the present, before the query runs
     */
    public ConditionBinder(Schema current, Schema read, Instant now) {
        this.current = current;
        this.read = read;
        this.now = now;
    }

    /** The expression over the schema that is read. */
    public Expression bind(Condition condition) {
        return switch (condition) {
            case Condition.Any any -> Expressions.alwaysTrue();
            case Condition.Every every ->
                every.parts().stream().map(this::bind).reduce(Expressions.alwaysTrue(), Expressions::and);
            case Condition.Some some ->
                some.parts().stream().map(this::bind).reduce(Expressions.alwaysFalse(), Expressions::or);
            case Condition.Compare compare -> on(compare.column(), field -> compare(field, fixed(compare)));
            case Condition.OneOf oneOf -> on(oneOf.column(), field -> oneOf(field, oneOf.values()));
            case Condition.StartsWith starts -> on(starts.column(), field -> startsWith(field, starts.prefix()));
            case Condition.IsNull isNull -> on(isNull.column(), field -> Expressions.isNull(field.name()));
            case Condition.IsPresent present -> on(present.column(), field -> Expressions.notNull(field.name()));
        };
    }

    /** The field as the snapshot has it, for a column of a query; nothing where they may not be the same. */
    Optional<Types.NestedField> field(String column) {
        String key = AsciiNames.lower(column);
        List<Types.NestedField> named = current.columns().stream()
                .filter(field -> AsciiNames.lower(field.name()).equals(key))
                .toList();
        if (named.size() != 1) {
            return Optional.empty();
        }
        int id = named.getFirst().fieldId();
        // A dot in a name is nesting to Iceberg.
        return read.columns().stream()
                .filter(field -> field.fieldId() == id && field.name().indexOf('.') < 0)
                .findFirst();
    }

    private Expression on(String column, Function<Types.NestedField, Expression> made) {
        return field(column)
                .filter(field -> ColumnType.of(field.type()) != ColumnType.OTHER)
                .map(made)
                .orElseGet(Expressions::alwaysTrue);
    }

    /** Time passes: what is newer than a time before the query is newer than that time before now; what is older may not be older. */
    private Condition.Compare fixed(Condition.Compare compare) {
        boolean isLower = compare.operator() == Operator.GREATER || compare.operator() == Operator.GREATER_OR_EQUAL;
        return isLower && compare.value() instanceof Constant.Ago ago
                ? new Condition.Compare(
                        compare.column(),
                        compare.operator(),
                        new Constant.Time(now.minus(ago.time()).minus(CLOCK_SLACK)))
                : compare;
    }

    private static Expression compare(Types.NestedField field, Condition.Compare compare) {
        return literal(field, compare.value())
                .map(value -> compare(field.name(), compare.operator(), value))
                .orElseGet(Expressions::alwaysTrue);
    }

    private static Expression compare(String name, Operator operator, Object value) {
        if (value instanceof Double real) {
            return compareReal(name, operator, real);
        }
        return switch (operator) {
            case EQUAL -> Expressions.equal(name, value);
            case LESS -> Expressions.lessThan(name, value);
            case LESS_OR_EQUAL -> Expressions.lessThanOrEqual(name, value);
            case GREATER -> Expressions.greaterThan(name, value);
            case GREATER_OR_EQUAL -> Expressions.greaterThanOrEqual(name, value);
        };
    }

    /** To DuckDB both zeros are the same and NaN is more than all others; Iceberg orders the zeros, and its bounds know nothing of NaN. */
    private static Expression compareReal(String name, Operator operator, double value) {
        double low = value == 0 ? -0.0 : value;
        double high = value == 0 ? 0.0 : value;
        return switch (operator) {
            case EQUAL ->
                Expressions.and(Expressions.greaterThanOrEqual(name, low), Expressions.lessThanOrEqual(name, high));
            case LESS -> Expressions.lessThan(name, high);
            case LESS_OR_EQUAL -> Expressions.lessThanOrEqual(name, high);
            case GREATER -> Expressions.or(Expressions.greaterThan(name, low), Expressions.isNaN(name));
            case GREATER_OR_EQUAL -> Expressions.or(Expressions.greaterThanOrEqual(name, low), Expressions.isNaN(name));
        };
    }

    private static Expression oneOf(Types.NestedField field, List<Constant> values) {
        List<Object> literals = literals(field, values);
        if (literals.isEmpty()) {
            return Expressions.alwaysTrue();
        }
        if (ColumnType.of(field.type()) != ColumnType.DOUBLE) {
            return Expressions.in(field.name(), literals.toArray());
        }
        return literals.size() > REALS_MAX
                ? Expressions.alwaysTrue()
                : literals.stream()
                        .map(value -> compare(field.name(), Operator.EQUAL, value))
                        .reduce(Expressions.alwaysFalse(), Expressions::or);
    }

    /** All the values; none where one of them is not understood. */
    private static List<Object> literals(Types.NestedField field, List<Constant> values) {
        List<Object> literals =
                values.stream().flatMap(value -> literal(field, value).stream()).toList();
        return literals.size() == values.size() ? literals : List.of();
    }

    /** What is looked up by value, of which Bloom filters can tell that a file has none of it. */
    public List<Needle> needles(Condition condition) {
        return switch (condition) {
            case Condition.Every every ->
                every.parts().stream().flatMap(part -> needles(part).stream()).toList();
            case Condition.Compare compare ->
                compare.operator() == Operator.EQUAL ? needles(compare.column(), List.of(compare.value())) : List.of();
            case Condition.OneOf oneOf -> needles(oneOf.column(), oneOf.values());
            case Condition.Any any -> List.of();
            case Condition.Some some -> List.of();
            case Condition.StartsWith starts -> List.of();
            case Condition.IsNull isNull -> List.of();
            case Condition.IsPresent present -> List.of();
        };
    }

    private List<Needle> needles(String column, List<Constant> values) {
        Optional<Types.NestedField> field = field(column);
        if (field.isEmpty() || values.size() > Needle.VALUES_MAX) {
            return List.of();
        }
        List<Object> literals = literals(field.get(), values);
        return switch (ColumnType.of(field.get().type())) {
            case STRING, INT, LONG ->
                literals.isEmpty() ? List.of() : List.of(new Needle(field.get().fieldId(), literals));
            case BOOLEAN, DOUBLE, TIMESTAMPTZ, OTHER -> List.of();
        };
    }

    private static Expression startsWith(Types.NestedField field, String prefix) {
        return ColumnType.of(field.type()) == ColumnType.STRING
                ? Expressions.startsWith(field.name(), prefix)
                : Expressions.alwaysTrue();
    }

    /** The constant as the column's type has it in both engines; nothing where one of them would convert the column. */
    static Optional<Object> literal(Types.NestedField field, Constant constant) {
        ColumnType type = ColumnType.of(field.type());
        return switch (constant) {
            case Constant.Text text -> text(type, text.value());
            case Constant.Whole whole -> whole(type, whole.value());
            case Constant.Real real ->
                Optional.<Object>of(real.value())
                        .filter(any -> type == ColumnType.DOUBLE && Double.isFinite(real.value()));
            case Constant.Flag flag -> Optional.<Object>of(flag.value()).filter(any -> type == ColumnType.BOOLEAN);
            case Constant.Time time ->
                Optional.<Object>of(micros(time.value())).filter(any -> type == ColumnType.TIMESTAMPTZ);
            case Constant.Ago ago -> Optional.empty();
        };
    }

    private static Optional<Object> text(ColumnType type, String value) {
        return switch (type) {
            case STRING -> Optional.of(value);
            case TIMESTAMPTZ -> TimeText.parse(value).map(ConditionBinder::micros);
            case BOOLEAN, INT, LONG, DOUBLE, OTHER -> Optional.empty();
        };
    }

    private static Optional<Object> whole(ColumnType type, long value) {
        return switch (type) {
            case INT, LONG -> Optional.of(value);
            case DOUBLE ->
                value >= -EXACT_REAL_MAX && value <= EXACT_REAL_MAX ? Optional.of((double) value) : Optional.empty();
            case BOOLEAN, STRING, TIMESTAMPTZ, OTHER -> Optional.empty();
        };
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
