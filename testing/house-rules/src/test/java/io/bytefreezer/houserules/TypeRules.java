package io.bytefreezer.houserules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** Rules about files, types and fields. */
final class TypeRules {

    static final int FILE_LINES_MAX = 400;

    /** Put together so that this file does not break its own rule. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    private static final Pattern BANNED_NAME = Pattern.compile(".*(Utils?|Manager|Impl|Helper)");
    private static final Pattern MUTABLE = Pattern.compile("(java\\.util\\.(concurrent\\.(atomic\\.)?)?)?"
            + "((Array|Linked|CopyOnWriteArray)List|(Linked|Identity|Weak|Concurrent)?Hash(Map|Set)|Tree(Map|Set)"
            + "|ArrayDeque|Concurrent\\w+|Atomic\\w+|LongAdder|StringBuilder|Random)(<.*)?");

    private TypeRules() {}

    static List<Rule.Finding> tooLong(Source source) {
        return source.lines() <= FILE_LINES_MAX
                ? List.of()
                : List.of(Rule.Finding.at(source, 1, "has " + source.lines() + " lines, more than " + FILE_LINES_MAX));
    }

    static List<Rule.Finding> unfinished(Source source) {
        List<Rule.Finding> found = new ArrayList<>();
        List<String> lines = source.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (UNFINISHED.matcher(lines.get(i)).find()) {
                found.add(Rule.Finding.at(source, i + 1, "leaves something to do: do it, or open an issue"));
            }
        }
        return found;
    }

    static List<Rule.Finding> publicWithoutJavadoc(Source source) {
        return eachType(source, (path, found) -> {
            ClassTree type = (ClassTree) path.getLeaf();
            String comment = source.trees().getDocComment(path);
            if (isPublic(path) && (comment == null || comment.isBlank())) {
                found.add(Rule.Finding.at(
                        source, source.line(type), type.getSimpleName() + " is public without Javadoc"));
            }
        });
    }

    static List<Rule.Finding> bannedNames(Source source) {
        return eachType(source, (path, found) -> {
            String name = ((ClassTree) path.getLeaf()).getSimpleName().toString();
            if (BANNED_NAME.matcher(name).matches()) {
                found.add(
                        Rule.Finding.at(source, source.line(path.getLeaf()), name + " says nothing: name what it is"));
            }
        });
    }

    static List<Rule.Finding> disabledTypes(Source source) {
        return eachType(source, (path, found) -> {
            ClassTree type = (ClassTree) path.getLeaf();
            if (MethodRules.hasAnnotation(type.getModifiers().getAnnotations(), "Disabled")) {
                found.add(Rule.Finding.at(source, source.line(type), type.getSimpleName() + " is disabled"));
            }
        });
    }

    /** Static fields that change: not final, or final but made as something that changes, or an array others can reach. */
    static List<Rule.Finding> staticState(Source source) {
        return eachType(source, (path, found) -> {
            for (Tree member : ((ClassTree) path.getLeaf()).getMembers()) {
                if (member instanceof VariableTree field && isMutableStatic(field)) {
                    found.add(
                            Rule.Finding.at(source, source.line(field), field.getName() + " is static and can change"));
                }
            }
        });
    }

    private static boolean isMutableStatic(VariableTree field) {
        Set<Modifier> flags = field.getModifiers().getFlags();
        if (!flags.contains(Modifier.STATIC)) {
            return false;
        }
        boolean made = field.getInitializer() instanceof NewClassTree made0
                && MUTABLE.matcher(made0.getIdentifier().toString()).matches();
        boolean open = field.getType() != null
                && field.getType().getKind() == Tree.Kind.ARRAY_TYPE
                && !flags.contains(Modifier.PRIVATE);
        return !flags.contains(Modifier.FINAL) || made || open;
    }

    private static boolean isPublic(TreePath path) {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            boolean inInterface =
                    at.getParentPath() != null && at.getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
            if (at.getLeaf() instanceof ClassTree type
                    && !inInterface
                    && !type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    private static List<Rule.Finding> eachType(Source source, BiConsumer<TreePath, List<Rule.Finding>> check) {
        List<Rule.Finding> found = new ArrayList<>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                if (!type.getSimpleName().isEmpty()) {
                    check.accept(getCurrentPath(), found);
                }
                return super.visitClass(type, nothing);
            }
        }.scan(source.unit(), null);
        return found;
    }
}
