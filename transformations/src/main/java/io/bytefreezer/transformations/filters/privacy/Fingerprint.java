package io.bytefreezer.transformations.filters.privacy;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets a field to a hash of others.
 *
 * @param sourceFields the others
 * @param targetField where it goes
 * @param method which hash
 * @param keySeparator what stands between the values
 * @param base64 whether it is written in base64 instead of hexadecimal digits
 * @param includeKeys whether the names of the fields are hashed too
 */
public record Fingerprint(
        List<FieldPath> sourceFields,
        FieldPath targetField,
        String method,
        String keySeparator,
        boolean base64,
        boolean includeKeys)
        implements Filter {

    private static final Option<List<FieldPath>> SOURCE_FIELDS = Option.paths(
                    "source_fields", "Fields to hash, in this order; those that are not there are left out.")
            .required();
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Field to set.").defaultsTo("fingerprint");
    private static final Option<String> METHOD = Option.choice(
                    "method",
                    List.of("MD5", "SHA1", "SHA256", "SHA512"),
                    "Which hash. MD5 and SHA1 tell values apart unless somebody wants them to be confused.")
            .defaultsTo("SHA256");
    private static final Option<String> KEY_SEPARATOR =
            Option.text("key_separator", "What stands between the values.").defaultsTo("|");
    private static final Option<Boolean> BASE64ENCODE = Option.flag(
                    "base64encode", "Whether the hash is written in base64 instead of hexadecimal digits.")
            .defaultsTo(false);
    private static final Option<Boolean> INCLUDE_KEYS = Option.flag(
                    "include_keys",
                    "Whether the names are hashed too, as name=value: without, a value that moves to another"
                            + " field gives the same hash.")
            .defaultsTo(false);

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "fingerprint",
            "Sets a field to a hash of the values of others, to recognize what belongs together. It hides nothing: short values"
                    + " are found by trying; use `hash` for that. Objects and lists are hashed as JSON. An event with none of"
                    + " the fields is left alone.",
            List.of(SOURCE_FIELDS, TARGET_FIELD, METHOD, KEY_SEPARATOR, BASE64ENCODE, INCLUDE_KEYS),
            Fingerprint::bind,
            List.of(
                    Example.becomes("Two fields", """
                            {"source_fields": ["host", "message"]}""", """
                            {"host": "db-1", "message": "disk full"}""", """
                            {"host": "db-1", "message": "disk full",
                             "fingerprint": "9144707cb36578cb425a4e037e0949757f033af389ee582a116064805592f3f1"}"""),
                    Example.becomes("Short, and elsewhere", """
                            {"source_fields": "error.stack", "method": "MD5", "target_field": "error.id"}""", """
                            {"error": {"stack": "at Cart.total(Cart.java:42)"}}""", """
                            {"error": {"stack": "at Cart.total(Cart.java:42)",
                                       "id": "d619694bd737b002c90d30961b740e3d"}}"""),
                    Example.becomes("With names, in base64", """
                            {"source_fields": ["a", "b"], "include_keys": true, "base64encode": true, "method": "SHA1"}""", """
                            {"a": 1, "b": [true]}""", """
                            {"a": 1, "b": [true], "fingerprint": "Y/MUrwKLGVjReR2Pnr3g418c9W0="}"""),
                    Example.becomes("None of the fields", """
                            {"source_fields": ["request_id"]}""", """
                            {"message": "hello"}""", """
                            {"message": "hello"}""")));

    /** Copies the list. */
    public Fingerprint {
        sourceFields = List.copyOf(sourceFields);
    }

    private static Fingerprint bind(Options options) {
        return new Fingerprint(
                options.get(SOURCE_FIELDS),
                options.get(TARGET_FIELD),
                options.get(METHOD),
                options.get(KEY_SEPARATOR),
                options.get(BASE64ENCODE),
                options.get(INCLUDE_KEYS));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        return this::apply;
    }

    private Verdict apply(Event event) {
        List<String> parts = new ArrayList<>(sourceFields.size());
        for (FieldPath field : sourceFields) {
            if (event.has(field)) {
                String value = textOf(event.get(field));
                parts.add(includeKeys ? field + "=" + value : value);
            }
        }
        if (parts.isEmpty()) {
            return Verdict.PASS;
        }
        byte[] hash = digest().digest(String.join(keySeparator, parts).getBytes(StandardCharsets.UTF_8));
        String text = base64
                ? Base64.getEncoder().encodeToString(hash)
                : HexFormat.of().formatHex(hash);
        return event.set(targetField, text) ? Verdict.PASS : Verdict.pathConflict(targetField);
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(method.replace("SHA", "SHA-"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + method, e);
        }
    }

    private static String textOf(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> json(map);
            case List<?> list -> json(list);
            default -> value.toString();
        };
    }

    private static String json(Object value) {
        String wrapped = JsonWriter.text(Map.of("", value));
        return wrapped.substring("{\"\":".length(), wrapped.length() - 1);
    }
}
