package io.bytefreezer.transformations.filters.text.structured;

/**
 * How what XML has and objects have not is named.
 *
 * @param attributePrefix what goes before the names of attributes
 * @param textName name of the text of an element that has attributes or elements too
 */
public record XmlNames(String attributePrefix, String textName) {}
