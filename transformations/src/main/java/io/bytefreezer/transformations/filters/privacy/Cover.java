package io.bytefreezer.transformations.filters.privacy;

/** What is put where something was found. */
@FunctionalInterface
interface Cover {

    /** What stands for a part of a text that is of a kind. */
    String of(String name, String found);

    /** The same text for all of a kind. */
    static Cover replacement(String template) {
        return (name, found) -> template.replace("${name}", name);
    }

    /** A star for each letter and digit but the last few; for all, where those few would be half of them. */
    static Cover mask(int keptLast) {
        return (name, found) -> {
            long secret = found.chars().filter(Character::isLetterOrDigit).count();
            long starred = secret > 2L * keptLast ? secret - keptLast : secret;
            StringBuilder masked = new StringBuilder(found.length());
            for (int i = 0; i < found.length(); i++) {
                char c = found.charAt(i);
                boolean counts = Character.isLetterOrDigit(c) || Character.isSurrogate(c);
                masked.append(counts && starred > 0 ? '*' : c);
                starred -= Character.isLetterOrDigit(c) ? 1 : 0;
            }
            return masked.toString();
        };
    }
}
