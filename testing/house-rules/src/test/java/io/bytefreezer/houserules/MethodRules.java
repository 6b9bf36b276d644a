package io.bytefreezer.houserules;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.lang.model.element.Modifier;

/** Rules about methods and what stands in them. */
final class MethodRules {

    static final int LINES_MAX = 50;
    static final int COMPLEXITY_MAX = 10;
    static final int PARAMETERS_MAX = 5;

    private static final Set<String> TOO_WIDE = Set.of("Exception", "Throwable", "java.lang.Exception");

    private MethodRules() {}

    static List<Rule.Finding> tooLong(Source source) {
        return eachMethod(source, (method, found) -> {
            int lines = source.lines(method);
            if (lines > LINES_MAX) {
                found.add(at(source, method, "has " + lines + " lines, more than " + LINES_MAX));
            }
        });
    }

    static List<Rule.Finding> tooComplex(Source source) {
        return eachMethod(source, (method, found) -> {
            int complexity = Complexity.of(method);
            if (complexity > COMPLEXITY_MAX) {
                found.add(at(source, method, "has complexity " + complexity + ", more than " + COMPLEXITY_MAX));
            }
        });
    }

    /**
     * Two kinds of methods may have more parameters. A record's canonical constructor: its header is a list of named
     * parts, read as a table and built once. A method that overrides: its parameters are somebody else's decision.
     */
    static List<Rule.Finding> tooManyParameters(Source source) {
        List<Rule.Finding> found = new ArrayList<>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
                int parameters = method.getParameters().size();
                if (parameters > PARAMETERS_MAX && !isCanonical(method, owner) && !overrides(method)) {
                    found.add(at(source, method, "has " + parameters + " parameters, more than " + PARAMETERS_MAX));
                }
                return super.visitMethod(method, nothing);
            }
        }.scan(source.unit(), null);
        return found;
    }

    static List<Rule.Finding> throwsTooWide(Source source) {
        return eachMethod(
                source,
                (method, found) -> method.getThrows().stream()
                        .map(ExpressionTree::toString)
                        .filter(TOO_WIDE::contains)
                        .forEach(wide -> found.add(at(source, method, "throws " + wide))));
    }

    static List<Rule.Finding> disabledTests(Source source) {
        return eachMethod(source, (method, found) -> {
            if (hasAnnotation(method.getModifiers().getAnnotations(), "Disabled")) {
                found.add(at(source, method, "is disabled"));
            }
        });
    }

    static List<Rule.Finding> emptyCatches(Source source) {
        List<Rule.Finding> found = new ArrayList<>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitCatch(CatchTree tree, Void nothing) {
                if (tree.getBlock().getStatements().isEmpty()) {
                    found.add(Rule.Finding.at(source, source.line(tree), "an empty catch"));
                }
                return super.visitCatch(tree, nothing);
            }
        }.scan(source.unit(), null);
        return found;
    }

    static List<Rule.Finding> sleeps(Source source) {
        List<Rule.Finding> found = new ArrayList<>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                if (call.getMethodSelect() instanceof MemberSelectTree select && isSleep(select)) {
                    found.add(
                            Rule.Finding.at(source, source.line(call), "sleeps: wait for a condition with a deadline"));
                }
                return super.visitMethodInvocation(call, nothing);
            }
        }.scan(source.unit(), null);
        return found;
    }

    private static boolean isSleep(MemberSelectTree select) {
        String owner = select.getExpression().toString();
        return select.getIdentifier().contentEquals("sleep")
                && (owner.equals("Thread") || owner.equals("java.lang.Thread") || owner.contains("TimeUnit"));
    }

    static boolean hasAnnotation(List<? extends Tree> annotations, String name) {
        return annotations.stream()
                .anyMatch(annotation -> annotation.toString().matches("@([\\w.]+\\.)?" + name + "(\\(.*)?"));
    }

    private static boolean overrides(MethodTree method) {
        return hasAnnotation(method.getModifiers().getAnnotations(), "Override");
    }

    private static boolean isCanonical(MethodTree method, ClassTree owner) {
        if (owner.getKind() != Tree.Kind.RECORD || method.getReturnType() != null) {
            return false;
        }
        List<String> components = owner.getMembers().stream()
                .filter(member -> member instanceof VariableTree field
                        && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .map(member -> ((VariableTree) member).getName().toString())
                .toList();
        return method.getParameters().stream()
                .map(parameter -> parameter.getName().toString())
                .toList()
                .equals(components);
    }

    private static List<Rule.Finding> eachMethod(Source source, BiConsumer<MethodTree, List<Rule.Finding>> check) {
        List<Rule.Finding> found = new ArrayList<>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                check.accept(method, found);
                return super.visitMethod(method, nothing);
            }
        }.scan(source.unit(), null);
        return found;
    }

    private static Rule.Finding at(Source source, MethodTree method, String what) {
        return Rule.Finding.at(source, source.line(method), method.getName() + " " + what);
    }
}
