package io.bytefreezer.transformations.filters.privacy;

import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.OptionTypes;
import io.bytefreezer.transformations.option.Secret;
import java.util.Base64;
import java.util.List;

/**
 * Replaces values by their keyed hashes.
 *
 * @param fields whose values
 * @param key the secret
 * @param encoding how the hash is written
 */
public record Hash(List<FieldPath> fields, Secret key, String encoding) implements Filter {

    private static final Option<List<FieldPath>> FIELDS = Option.paths(
                    "fields", "Fields whose values are replaced; of an object or a list each value in it.")
            .required();
    private static final Option<Secret> KEY = Option.of(
                    "key",
                    OptionTypes.SECRET,
                    "The secret: long and random. Whoever has it can try values until a hash fits. It is never logged, but it"
                            + " is part of the document, which the control plane keeps.")
            .required();
    private static final Option<String> ENCODING = Option.choice(
                    "encoding", List.of("hex", "base64"), "How the hash is written: 64 characters, or 44.")
            .defaultsTo("hex");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "hash",
            "Replaces values by their HMAC-SHA-256 with a secret key (RFC 2104): the same value gets the same hash, so that"
                    + " people can still be counted and joined, and without the key nobody can tell who they are. Numbers and"
                    + " flags are hashed as they are written.",
            List.of(FIELDS, KEY, ENCODING),
            options -> new Hash(options.get(FIELDS), options.get(KEY), options.get(ENCODING)),
            List.of(
                    Example.becomes("A name", """
                            {"fields": "user", "key": "an example, not a secret"}""", """
                            {"user": "ann", "action": "login"}""", """
                            {"user": "97960a50713e02c902787ecd0da254a7603cebeee3633588883fe8059e86a3d9", "action": "login"}"""),
                    Example.becomes("All of a list, in fewer characters", """
                            {"fields": ["mail.to"], "key": "an example, not a secret", "encoding": "base64"}""", """
                            {"mail": {"to": ["ann", null]}}""", """
                            {"mail": {"to": ["l5YKUHE+AskCeH7NDaJUp2A86+7jYzWIiD/oBZ6Go9k=", null]}}""")));

    /** Copies the list. */
    public Hash {
        fields = List.copyOf(fields);
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        if (fields.isEmpty()) {
            scope.config().at("fields").report("no field is named");
        }
        Hmac hmac = new Hmac(key);
        Base64.Encoder base64 = Base64.getEncoder();
        Leaves.Rewriting rewriting = encoding.equals("hex")
                ? leaf -> hmac.hex(leaf.toString())
                : leaf -> base64.encodeToString(hmac.of(leaf.toString()));
        return event -> fields.isEmpty() ? Verdict.PASS : Leaves.rewrite(event, fields, rewriting);
    }
}
