package io.bytefreezer.transformations;

import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.Detection;
import io.bytefreezer.transformations.formats.Formats;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compiles the {@code parse} of a document: {@code "csv"}, or {@code {"format": "csv", "delimiter": ";"}}. */
final class ParseCompiler {

    private static final String FORMAT = "format";

    private final Limits limits;
    private final Detection detection;

    ParseCompiler(Limits limits) {
        this.limits = limits;
        this.detection = new Detection(limits);
    }

    /** The format of a document; some other after a problem was reported. */
    FormatFunction format(Map<?, ?> document, Site site) {
        Object value = document.get("parse");
        Site at = site.at("parse");
        return switch (value) {
            case null -> {
                if (document.containsKey("parse")) {
                    at.reportType("a format: " + String.join(", ", Formats.names()), null);
                }
                yield detection;
            }
            case String name -> named(name, Map.of(), at, at);
            case Map<?, ?> object -> configured(object, at);
            default -> {
                at.reportType("a format: " + String.join(", ", Formats.names()), value);
                yield detection;
            }
        };
    }

    private FormatFunction configured(Map<?, ?> object, Site site) {
        Map<Object, Object> options = new HashMap<>(object);
        Object name = object.containsKey(FORMAT) ? options.remove(FORMAT) : Formats.AUTO;
        if (name instanceof String text) {
            return named(text, options, site, object.containsKey(FORMAT) ? site.at(FORMAT) : site);
        }
        site.at(FORMAT).reportType("a format: " + String.join(", ", Formats.names()), name);
        return detection;
    }

    private FormatFunction named(String name, Map<?, ?> config, Site site, Site nameSite) {
        if (name.equals(Formats.AUTO)) {
            TransformationCompiler.requireKnownKeys(config, List.of(FORMAT), site);
            return detection;
        }
        FormatType type = Formats.named(name).orElse(null);
        if (type == null) {
            nameSite.reportUnknown(FORMAT, name, Formats.names());
            return detection;
        }
        return Options.read(config, type.options(), site)
                .map(type.bind())
                .map(format -> format.compile(new FormatScope(limits, site)))
                .orElse(detection);
    }
}
