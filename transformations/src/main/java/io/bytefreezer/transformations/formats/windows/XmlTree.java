package io.bytefreezer.transformations.formats.windows;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the elements of an XML text, one or several behind each other.
 *
 * <p>A document type is refused, so there are neither entities to expand nor anything to fetch; depth and names are limited.
 */
final class XmlTree {

    /** Element around the text: XML knows one element at the top only. The line's end keeps the columns of errors true. */
    private static final String OPEN = "<_>\n";

    private static final String CLOSE = "</_>";

    private final XMLStreamReader reader;
    private final Limits limits;

    private XmlTree(XMLStreamReader reader, Limits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    /** The elements at the top. */
    static List<XmlElement> read(String text, Limits limits) throws EventException {
        try {
            XMLStreamReader reader =
                    factory().createXMLStreamReader(new StringReader(OPEN + withoutDeclaration(text) + CLOSE));
            try {
                reader.nextTag();
                List<XmlElement> top = new XmlTree(reader, limits).element(0).children();
                if (reader.next() != XMLStreamConstants.END_DOCUMENT) {
                    throw malformed("there is more after the last element");
                }
                return top;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw malformed(reason(e));
        }
    }

    /** A factory of its own for each text: those of the JDK remember the last text they read. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static String withoutDeclaration(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        plain = plain.stripLeading();
        int end = plain.startsWith("<?xml ") ? plain.indexOf("?>") : -1;
        return end < 0 ? plain : plain.substring(end + 2);
    }

    /** The element whose start was just read, up to its end. */
    private XmlElement element(int depth) throws XMLStreamException, EventException {
        if (depth > limits.depth()) {
            throw new EventException(
                    ErrorCode.TOO_DEEP, "elements are nested deeper than " + limits.depth() + " levels");
        }
        String name = name(reader.getLocalName());
        Map<String, String> attributes = attributes();
        List<XmlElement> children = new ArrayList<>(0);
        StringBuilder text = new StringBuilder(0);
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                default -> throw malformed("entities are not read");
            }
        }
        String content = children.isEmpty() ? text.toString() : text.toString().strip();
        return new XmlElement(name, attributes, children, content);
    }

    private Map<String, String> attributes() throws EventException {
        Map<String, String> attributes = LinkedHashMap.newLinkedHashMap(reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(name(reader.getAttributeLocalName(i)), reader.getAttributeValue(i));
        }
        return attributes;
    }

    private String name(String name) throws EventException {
        if (name.length() > limits.fieldNameChars()) {
            throw new EventException(
                    ErrorCode.TOO_LARGE, "a name is longer than " + limits.fieldNameChars() + " characters");
        }
        return name;
    }

    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage()).replaceFirst("(?s)^ParseError at .*?Message: ", "");
        String first = message.lines().findFirst().orElse("unreadable");
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber() - 1;
        return "not XML: " + first + (line < 1 ? "" : " (line " + line + ")");
    }

    private static EventException malformed(String detail) {
        return new EventException(ErrorCode.MALFORMED_PAYLOAD, detail);
    }
}
