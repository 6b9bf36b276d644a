package io.bytefreezer.transformations.format;

import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of format, describing itself.
 *
 * @param name its name in documents
 * @param summary what it reads and what fields come of it, in a few sentences; names the specification
 * @param hints content types and hints of inputs that mean it, in lower case
 * @param detector tells payloads of it from others
 * @param options its options, in the order in which people should read them
 * @param bind makes the format of its options
 * @param examples how it is used; tests run them
 */
public record FormatType(
        String name,
        String summary,
        List<String> hints,
        Detector detector,
        List<Option<?>> options,
        Function<Options, Format> bind,
        List<FormatExample> examples) {

    /** Copies the lists. */
    public FormatType {
        hints = List.copyOf(hints);
        options = List.copyOf(options);
        examples = List.copyOf(examples);
    }
}
