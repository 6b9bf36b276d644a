package io.bytefreezer.transformations.filters.privacy;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
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
import io.bytefreezer.transformations.option.Site;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Replaces values by their keyed hashes.
 *
 * @param fields whose values
 * @param key the secret; nothing where the document names one, or is wrong
 * @param keyName name of the secret where the plan runs; nothing where the document has it, or is wrong
 * @param encoding how the hash is written
 */
public record Hash(List<FieldPath> fields, Optional<Secret> key, Optional<String> keyName, String encoding)
        implements Filter {

    private static final int NAME_CHARS_MAX = 128;

    private static final Option<List<FieldPath>> FIELDS = Option.paths(
                    "fields", "Fields whose values are replaced; of an object or a list each value in it.")
            .required();
    private static final Option<Secret> KEY = Option.of(
            "key",
            OptionTypes.SECRET,
            "The secret: long and random. Whoever has it can try values until a hash fits. It is never logged, but it"
                    + " is part of the document, which the control plane keeps. Give this or `key_name`.");
    private static final Option<String> KEY_NAME = Option.text(
            "key_name",
            "Name of a secret in the piper's configuration (`secrets`), so that the key is not part of the document. Where"
                    + " the piper has no such secret, events with one of the fields are rejected, also with"
                    + " `on_error: keep`. Where secrets are not known, as in the control plane's tests and in `bytefreezer"
                    + " transform`, the key is `an example, not a secret`.");
    private static final Option<String> ENCODING = Option.choice(
                    "encoding", List.of("hex", "base64"), "How the hash is written: 64 characters, or 44.")
            .defaultsTo("hex");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "hash",
            "Replaces values by their HMAC-SHA-256 with a secret key (RFC 2104): the same value gets the same hash, so that"
                    + " people can still be counted and joined, and without the key nobody can tell who they are. Numbers and"
                    + " flags are hashed as they are written.",
            List.of(FIELDS, KEY, KEY_NAME, ENCODING),
            options -> new Hash(options.get(FIELDS), options.find(KEY), options.find(KEY_NAME), options.get(ENCODING)),
            List.of(
                    Example.becomes("A name", """
                            {"fields": "user", "key": "an example, not a secret"}""", """
                            {"user": "ann", "action": "login"}""", """
                            {"user": "97960a50713e02c902787ecd0da254a7603cebeee3633588883fe8059e86a3d9", "action": "login"}"""),
                    Example.becomes("With a secret of the piper's", """
                            {"fields": "user", "key_name": "users"}""", """
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
        reportKey(scope.config());
        Leaves.Rewriting rewriting = key.or(() -> keyName.flatMap(scope.lookups()::secret))
                .map(this::hashing)
                .orElseGet(this::missing);
        return event -> fields.isEmpty() ? Verdict.PASS : Leaves.rewrite(event, fields, rewriting);
    }

    private void reportKey(Site config) {
        if (key.isPresent() == keyName.isPresent()) {
            config.report("give either 'key' or 'key_name'");
        }
        if (keyName.isPresent() && (keyName.get().isBlank() || keyName.get().length() > NAME_CHARS_MAX)) {
            config.at("key_name").report("expected a name of 1 to " + NAME_CHARS_MAX + " characters");
        }
    }

    private Leaves.Rewriting hashing(Secret secret) {
        Hmac hmac = new Hmac(secret);
        Base64.Encoder base64 = Base64.getEncoder();
        return encoding.equals("hex")
                ? leaf -> hmac.hex(leaf.toString())
                : leaf -> base64.encodeToString(hmac.of(leaf.toString()));
    }

    private Leaves.Rewriting missing() {
        String detail = "there is no secret '" + keyName.orElse("")
                + "' here: add it under 'secrets' in the configuration of every piper, then replay";
        return leaf -> {
            throw new EventException(ErrorCode.SECRET_UNAVAILABLE, detail);
        };
    }
}
