package io.bytefreezer.runtime.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@code Map<String, Object>}: takes the keys of the block that no other option has, for somebody else's client.
 * Nested blocks come out flat with dotted keys: {@code security: {protocol: SSL}} is {@code security.protocol}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Rest {}
