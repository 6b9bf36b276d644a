package io.bytefreezer.runtime.config;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One component of a configuration record as an option. */
record Option(RecordComponent component) {

    /** The options of a configuration record, in its order. */
    static List<Option> of(Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).map(Option::new).toList();
    }

    /** Its key in the file. */
    String key() {
        return text(Key.class, Key::value).orElseGet(() -> snakeCase(component.getName()));
    }

    /** Its type, with type arguments. */
    Type type() {
        return component.getGenericType();
    }

    /** Its type without them. */
    Class<?> raw() {
        return component.getType();
    }

    /** Whether it may be left out. */
    boolean nullable() {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Whether it takes all keys that no other option has. */
    boolean rest() {
        return component.isAnnotationPresent(Rest.class);
    }

    /** Whether it is a block of options of its own. */
    boolean isBlock() {
        return raw().isRecord() && !Scalars.knows(raw());
    }

    /** Its default as YAML text. */
    Optional<String> byDefault() {
        return text(Default.class, Default::value);
    }

    /** The environment variable that gives it. */
    Optional<String> variable() {
        return text(Env.class, Env::value);
    }

    /** What it is for. */
    Optional<String> doc() {
        return text(Doc.class, Doc::value);
    }

    private <A extends Annotation> Optional<String> text(Class<A> annotation, Function<A, String> value) {
        return Optional.ofNullable(component.getAnnotation(annotation)).map(value);
    }

    static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
