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
import io.bytefreezer.transformations.value.DeepCopy;
import io.bytefreezer.transformations.value.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets a field.
 *
 * @param field where
 * @param value any JSON value; a text may hold variables
 */
public record AddField(FieldPath field, Object value) implements Filter {

    private static final Option<FieldPath> FIELD =
            Option.path("field", "Field to set; one that is there is replaced.").required();
    private static final Option<Object> VALUE = Option.any(
                    "value",
                    "Value to set. A text may hold ${timestamp} (when the event was received), ${tenant_id}, ${dataset_id}"
                            + " and ${line_number} (the event's offset in its partition); $${ stands for ${ itself.")
            .required();

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "add_field",
            "Sets a field to a fixed value, or to one made of what is known of the event.",
            List.of(FIELD, VALUE),
            options -> new AddField(options.get(FIELD), options.get(VALUE)),
            List.of(
                    Example.becomes("A text", """
                            {"field": "environment", "value": "production"}""", """
                            {"message": "hello"}""", """
                            {"message": "hello", "environment": "production"}"""),
                    Example.becomes("Variables", """
                            {"field": "origin", "value": "${tenant_id}/${dataset_id}"}""", """
                            {"message": "hello"}""", """
                            {"message": "hello", "origin": "demo/web"}"""),
                    Example.becomes("A number, nested", """
                            {"field": "labels.shard", "value": 7}""", """
                            {"labels": {"zone": "a"}}""", """
                            {"labels": {"zone": "a", "shard": 7}}"""),
                    Example.rejected("Through a value that is no object", """
                            {"field": "labels.shard", "value": 7}""", """
                            {"labels": "none"}""", ErrorCode.PATH_CONFLICT)));

    @Override
    public FilterFunction compile(FilterScope scope) {
        if (value instanceof String text) {
            Template template = Template.compile(text, scope.config().at("value"));
            return event -> set(event, template.fill(event));
        }
        return event -> set(event, DeepCopy.of(value));
    }

    private Verdict set(Event event, @Nullable Object filled) {
        return event.set(field, filled) ? Verdict.PASS : Verdict.pathConflict(field);
    }
}
