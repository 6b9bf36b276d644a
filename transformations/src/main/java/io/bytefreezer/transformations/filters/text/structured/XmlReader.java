package io.bytefreezer.transformations.filters.text.structured;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML 1.0 into maps, lists and texts. Without document types there are no entities but the five of XML itself, so nothing
 * is loaded and nothing expands. Names stay as they are written, prefixes and all. Belongs to one thread.
 */
final class XmlReader {

    private final XmlNames names;
    private final Limits limits;

    XmlReader(XmlNames names, Limits limits) {
        this.names = names;
        this.limits = limits;
    }

    /** The root element by its name. */
    Map<String, @Nullable Object> read(String xml) throws EventException {
        try {
            String document = xml.strip();
            refuseDocumentType(document);
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(document));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                // What stands before the root element says nothing.
            }
            Map<String, @Nullable Object> root = new LinkedHashMap<>();
            root.put(name(reader.getLocalName(), ""), element(reader, 1));
            while (reader.hasNext()) {
                reader.next();
            }
            return root;
        } catch (XMLStreamException e) {
            throw new EventException(ErrorCode.MALFORMED_PAYLOAD, "not XML" + where(e.getLocation()));
        } catch (MissingResourceException e) {
            // What the JDK's parser throws for some errors that it has no message for.
            throw new EventException(ErrorCode.MALFORMED_PAYLOAD, "not XML");
        }
    }

    /** Before the parser comes to it: whatever a document type holds is then never looked at. */
    private static void refuseDocumentType(String document) throws EventException {
        int at = 0;
        int end = 0;
        while (end >= 0) {
            while (at < document.length() && Character.isWhitespace(document.charAt(at))) {
                at++;
            }
            String close = document.startsWith("<?", at) ? "?>" : "-->";
            boolean skipped = document.startsWith("<?", at) || document.startsWith("<!--", at);
            end = skipped ? document.indexOf(close, at + 2) : -1;
            at = end < 0 ? at : end + close.length();
        }
        if (document.startsWith("<!DOCTYPE", at)) {
            throw new EventException(
                    ErrorCode.MALFORMED_PAYLOAD, "it has a document type, which is not read for safety");
        }
    }

    private static String where(@Nullable Location at) {
        return at == null ? "" : " at line " + at.getLineNumber() + ", column " + at.getColumnNumber();
    }

    /** One for each text: that factories may be shared is nowhere promised. Always the JDK's, whatever is on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The element that the reader stands at the start of; a text when it has neither attributes nor elements. */
    private @Nullable Object element(XMLStreamReader reader, int depth) throws XMLStreamException, EventException {
        if (depth > limits.depth()) {
            throw new EventException(ErrorCode.TOO_DEEP, "nested deeper than " + limits.depth() + " levels");
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            String written = prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
            members.put(name(written, names.attributePrefix()), reader.getAttributeValue(i));
        }
        StringBuilder text = new StringBuilder();
        boolean open = true;
        while (open) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT ->
                    add(members, name(reader.getLocalName(), ""), element(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> open = false;
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new EventException(
                            ErrorCode.MALFORMED_PAYLOAD, "it uses an entity that XML itself does not have");
                default -> open = true; // comments and processing instructions say nothing
            }
        }
        if (members.isEmpty()) {
            return text.toString();
        }
        if (!text.toString().isBlank()) {
            add(members, names.textName(), text.toString().strip());
        }
        return members;
    }

    private String name(String name, String prefix) throws EventException {
        if (name.length() > limits.fieldNameChars()) {
            throw new EventException(
                    ErrorCode.TOO_LARGE, "a name is longer than " + limits.fieldNameChars() + " characters");
        }
        return prefix + name;
    }

    /** Adds a member; one that repeats becomes a list. An element's value is never a list, so a list is one made here. */
    @SuppressWarnings("unchecked")
    private static void add(Map<String, @Nullable Object> members, String name, @Nullable Object value) {
        Object earlier = members.get(name);
        if (earlier == null) {
            members.put(name, value);
        } else if (earlier instanceof List<?> list) {
            ((List<@Nullable Object>) list).add(value);
        } else {
            List<@Nullable Object> values = new ArrayList<>();
            values.add(earlier);
            values.add(value);
            members.put(name, values);
        }
    }
}
