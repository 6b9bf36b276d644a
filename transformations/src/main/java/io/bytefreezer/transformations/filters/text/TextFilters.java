package io.bytefreezer.transformations.filters.text;

import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filters.text.coding.Base64Coding;
import io.bytefreezer.transformations.filters.text.coding.UrlDecode;
import io.bytefreezer.transformations.filters.text.dissect.Dissect;
import io.bytefreezer.transformations.filters.text.kv.KeyValue;
import io.bytefreezer.transformations.filters.text.structured.Csv;
import io.bytefreezer.transformations.filters.text.structured.JsonValidate;
import io.bytefreezer.transformations.filters.text.structured.ParseJson;
import io.bytefreezer.transformations.filters.text.structured.Xml;
import java.util.List;

/** Filters that take texts apart. */
public final class TextFilters {

    /** All of them, in the order in which people should read about them. */
    public static final List<FilterType> ALL = List.of(
            Grok.TYPE,
            Dissect.TYPE,
            KeyValue.TYPE,
            ParseJson.TYPE,
            JsonValidate.TYPE,
            Csv.TYPE,
            Xml.TYPE,
            RegexReplace.TYPE,
            UrlDecode.TYPE,
            Base64Coding.TYPE,
            DateParse.TYPE,
            Split.TYPE);

    private TextFilters() {}
}
