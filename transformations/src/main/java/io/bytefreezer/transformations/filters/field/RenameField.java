package io.bytefreezer.transformations.filters.field;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import java.util.List;

/**
 * Renames a field.
 *
 * @param from where it is
 * @param to where it shall be
 */
public record RenameField(FieldPath from, FieldPath to) implements Filter {

    private static final Option<FieldPath> FROM =
            Option.path("from", "Field to rename.").required();
    private static final Option<FieldPath> TO =
            Option.path("to", "Its new name; a field of that name is replaced.").required();

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "rename_field",
            "Renames a field, or moves it into or out of an object. A field that an event does not have is no error.",
            List.of(FROM, TO),
            options -> new RenameField(options.get(FROM), options.get(TO)),
            List.of(
                    Example.becomes("At the top level", """
                            {"from": "msg", "to": "message"}""", """
                            {"msg": "hello"}""", """
                            {"message": "hello"}"""),
                    Example.becomes("Into an object", """
                            {"from": "src_ip", "to": "source.ip"}""", """
                            {"src_ip": "10.0.0.1"}""", """
                            {"source": {"ip": "10.0.0.1"}}"""),
                    Example.rejected("Through a value that is no object", """
                            {"from": "ip", "to": "source.ip"}""", """
                            {"ip": "10.0.0.1", "source": "web"}""", ErrorCode.PATH_CONFLICT)));

    @Override
    public FilterFunction compile(FilterScope scope) {
        if (from.segments().equals(to.segments())) {
            scope.config().at("to").report("'to' is the same field as 'from'");
        }
        return this::rename;
    }

    private Verdict rename(Event event) {
        if (!event.has(from)) {
            return Verdict.PASS;
        }
        if (!event.canSet(to)) {
            return Verdict.pathConflict(to);
        }
        Object value = event.get(from);
        event.remove(from);
        event.set(to, value);
        return Verdict.PASS;
    }
}
