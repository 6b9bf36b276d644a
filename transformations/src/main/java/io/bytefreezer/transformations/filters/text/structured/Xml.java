package io.bytefreezer.transformations.filters.text.structured;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Target;
import io.bytefreezer.transformations.filter.TextFunction;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import java.util.List;
import java.util.Map;

/**
 * Reads XML 1.0 out of a text.
 *
 * @param sourceField the text
 * @param names how attributes and texts beside elements are named
 * @param target where the root element goes
 */
public record Xml(FieldPath sourceField, XmlNames names, Target target) implements Filter {

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Text with one document.").defaultsTo("message");
    private static final Option<String> ATTRIBUTE_PREFIX = Option.text(
                    "attribute_prefix", "What goes before the names of attributes, to tell them from elements.")
            .defaultsTo("@");
    private static final Option<String> TEXT_NAME = Option.text(
                    "text_name", "Field for the text of an element that has attributes or elements too.")
            .defaultsTo("#text");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "xml",
            "Reads XML out of a text. An element becomes an object of its attributes and elements, or a text when it has"
                    + " neither; one that repeats becomes a list. Document types and their entities are refused.",
            List.of(SOURCE_FIELD, Target.FIELD, ATTRIBUTE_PREFIX, TEXT_NAME, Target.REMOVE_SOURCE),
            Xml::bind,
            List.of(
                    Example.becomes("Elements and attributes", """
                            {"remove_field": true}""", """
                            {"message": "<alert level=\\"high\\"><id>7</id><ip>10.0.0.1</ip><ip>10.0.0.2</ip></alert>"}""", """
                            {"alert": {"@level": "high", "id": "7", "ip": ["10.0.0.1", "10.0.0.2"]}}"""),
                    Example.becomes("A text with an attribute, into an object", """
                            {"source_field": "body", "target_field": "xml", "attribute_prefix": "", "text_name": "value"}""", """
                            {"body": "<t unit=\\"C\\">21.5</t>"}""", """
                            {"body": "<t unit=\\"C\\">21.5</t>", "xml": {"t": {"unit": "C", "value": "21.5"}}}"""),
                    Example.rejected("A document type", """
                            {}""", """
                            {"message": "<!DOCTYPE a [<!ENTITY e \\"x\\">]><a>&e;</a>"}""", ErrorCode.MALFORMED_PAYLOAD)));

    private static Xml bind(Options options) {
        return new Xml(
                options.get(SOURCE_FIELD),
                new XmlNames(options.get(ATTRIBUTE_PREFIX), options.get(TEXT_NAME)),
                new Target(options.find(Target.FIELD), Map.of(), options.get(Target.REMOVE_SOURCE)));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        Limits limits = scope.limits();
        XmlReader reader = new XmlReader(names, limits);
        return TextFunction.on(sourceField, (event, text) -> target.add(event, sourceField, reader.read(text), limits));
    }
}
