package io.bytefreezer.transformations.filters.enrich;

import com.google.common.net.InternetDomainName;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a domain name apart where somebody registered it.
 *
 * @param sourceField the name
 * @param targetField where its parts go, as an object
 * @param privateSuffixes whether suffixes count that companies let others register under
 */
public record PublicSuffix(FieldPath sourceField, FieldPath targetField, boolean privateSuffixes) implements Filter {

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Domain name to take apart.").defaultsTo("domain");
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Field to write, as an object.").defaultsTo("public_suffix");
    private static final Option<Boolean> PRIVATE_SUFFIXES = Option.flag(
                    "private_suffixes",
                    "Whether suffixes count under which companies let others have names, such as github.io.")
            .defaultsTo(true);

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "public_suffix",
            "Takes a domain name apart by the Public Suffix List: the suffix, the domain that somebody registered under it, and"
                    + " what stands before that. Names in letters of any language and in their ASCII form (xn--) are both"
                    + " known, and stay as they are but for upper case. A text that is no domain name, and a name whose end"
                    + " is on no list, is left alone.",
            List.of(SOURCE_FIELD, TARGET_FIELD, PRIVATE_SUFFIXES),
            options -> new PublicSuffix(
                    options.get(SOURCE_FIELD), options.get(TARGET_FIELD), options.get(PRIVATE_SUFFIXES)),
            List.of(
                    Example.becomes("A suffix of two parts", "{}", """
                            {"domain": "www.shop.example.co.uk"}""", """
                            {"domain": "www.shop.example.co.uk", "public_suffix":
                              {"registered_domain": "example.co.uk", "subdomain": "www.shop", "suffix": "co.uk"}}"""),
                    Example.becomes("A company's suffix, or not", """
                            {"source_field": "host", "target_field": "dns", "private_suffixes": false}""", """
                            {"host": "pages.github.io"}""", """
                            {"host": "pages.github.io",
                             "dns": {"registered_domain": "github.io", "subdomain": "pages", "suffix": "io"}}"""),
                    Example.becomes("In ASCII form", "{}", """
                            {"domain": "mail.xn--bcher-kva.xn--p1ai"}""", """
                            {"domain": "mail.xn--bcher-kva.xn--p1ai", "public_suffix":
                              {"registered_domain": "xn--bcher-kva.xn--p1ai", "subdomain": "mail", "suffix": "xn--p1ai"}}"""),
                    Example.becomes("No domain name", "{}", """
                            {"domain": "192.0.2.1"}""", """
                            {"domain": "192.0.2.1"}"""),
                    Example.rejected("No text", "{}", """
                            {"domain": ["example.com"]}""", ErrorCode.WRONG_TYPE)));

    @Override
    public FilterFunction compile(FilterScope scope) {
        return this::apply;
    }

    private Verdict apply(Event event) {
        Object source = event.get(sourceField);
        if (source == null) {
            return Verdict.PASS;
        }
        if (!(source instanceof String text)) {
            return Sources.wrongType(sourceField, "a domain name, as text");
        }
        InternetDomainName name = name(text.strip());
        InternetDomainName suffix = name == null ? null : suffix(name);
        return name == null || suffix == null
                ? Verdict.PASS
                : Sources.set(event, targetField, parts(name.toString(), suffix.toString()));
    }

    /** Guava says so by an exception when a text is no name. */
    private static @Nullable InternetDomainName name(String text) {
        try {
            return InternetDomainName.from(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable InternetDomainName suffix(InternetDomainName name) {
        return privateSuffixes ? name.publicSuffix() : name.registrySuffix();
    }

    private static Map<String, @Nullable Object> parts(String name, String suffix) {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        if (name.length() > suffix.length()) {
            String before = name.substring(0, name.length() - suffix.length() - 1);
            int dot = before.lastIndexOf('.');
            parts.put("registered_domain", before.substring(dot + 1) + "." + suffix);
            if (dot > 0) {
                parts.put("subdomain", before.substring(0, dot));
            }
        }
        parts.put("suffix", suffix);
        return parts;
    }
}
