package io.bytefreezer.transformations.formats.windows;

import io.bytefreezer.transformations.format.FieldNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An element as it was read, without its namespace.
 *
 * @param name its local name
 * @param attributes its attributes by local name
 * @param children the elements in it
 * @param text the text in it
 */
record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children, String text) {

    /** Its text; where it holds elements or has attributes an object of these, those of a name that repeats in a list. */
    Object value() {
        if (children.isEmpty() && attributes.isEmpty()) {
            return text;
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        attributes.forEach((attribute, value) -> FieldNames.add(object, attribute, value));
        children.forEach(child -> FieldNames.add(object, child.name, child.value()));
        if (!text.isBlank()) {
            FieldNames.add(object, "text", text);
        }
        return object;
    }

    /** The first child of a name. */
    @Nullable XmlElement child(String of) {
        for (XmlElement child : children) {
            if (child.name.equals(of)) {
                return child;
            }
        }
        return null;
    }
}
