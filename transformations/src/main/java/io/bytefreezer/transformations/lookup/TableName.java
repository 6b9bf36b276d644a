package io.bytefreezer.transformations.lookup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table as a document names it: {@code hosts} is the newest version, {@code hosts@2} that one.
 *
 * @param name name of the table
 * @param version the version, or null for the newest
 */
public record TableName(String name, @Nullable Integer version) {

    private static final Pattern VERSIONED = Pattern.compile("(.+)@([1-9][0-9]{0,8})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** What can be the name of a table, for people. */
    public static final String RULE = "up to 64 letters, digits, dots, dashes and underscores, a letter or digit first";

    /** Reads what a document says. */
    public static TableName parse(String text) {
        Matcher versioned = VERSIONED.matcher(text);
        return versioned.matches()
                ? new TableName(versioned.group(1), Integer.valueOf(versioned.group(2)))
                : new TableName(text, null);
    }

    /** Whether a table can have this name. */
    public static boolean isValid(String name) {
        return NAME.matcher(name).matches();
    }
}
