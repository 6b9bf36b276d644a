package io.bytefreezer.houserules;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import java.util.List;

/**
 * Counts the decisions of a method (McCabe): each {@code if}, loop, {@code catch}, {@code ?:}, {@code &&} and {@code ||},
 * also those in its lambdas. A switch of arrows counts one, however many arms it has: it is one decision that a reader
 * takes in at a glance and whose completeness the compiler proves. Decisions in its arms and guards count as usual. A
 * switch with fall-through counts each case. Classes declared inside are counted by their own methods.
 */
final class Complexity extends TreeScanner<Void, Void> {

    private int decisions = 1;

    private Complexity() {}

    static int of(MethodTree method) {
        Complexity complexity = new Complexity();
        complexity.scan(method.getBody(), null);
        return complexity.decisions;
    }

    @Override
    public Void visitClass(ClassTree tree, Void nothing) {
        return null;
    }

    @Override
    public Void visitIf(IfTree tree, Void nothing) {
        decisions++;
        return super.visitIf(tree, nothing);
    }

    @Override
    public Void visitForLoop(ForLoopTree tree, Void nothing) {
        decisions++;
        return super.visitForLoop(tree, nothing);
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Void nothing) {
        decisions++;
        return super.visitEnhancedForLoop(tree, nothing);
    }

    @Override
    public Void visitWhileLoop(WhileLoopTree tree, Void nothing) {
        decisions++;
        return super.visitWhileLoop(tree, nothing);
    }

    @Override
    public Void visitDoWhileLoop(DoWhileLoopTree tree, Void nothing) {
        decisions++;
        return super.visitDoWhileLoop(tree, nothing);
    }

    @Override
    public Void visitCatch(CatchTree tree, Void nothing) {
        decisions++;
        return super.visitCatch(tree, nothing);
    }

    @Override
    public Void visitConditionalExpression(ConditionalExpressionTree tree, Void nothing) {
        decisions++;
        return super.visitConditionalExpression(tree, nothing);
    }

    @Override
    public Void visitBinary(BinaryTree tree, Void nothing) {
        if (tree.getKind() == Tree.Kind.CONDITIONAL_AND || tree.getKind() == Tree.Kind.CONDITIONAL_OR) {
            decisions++;
        }
        return super.visitBinary(tree, nothing);
    }

    @Override
    public Void visitSwitch(SwitchTree tree, Void nothing) {
        decisions += decisions(tree.getCases());
        return super.visitSwitch(tree, nothing);
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
        decisions += decisions(tree.getCases());
        return super.visitSwitchExpression(tree, nothing);
    }

    private static int decisions(List<? extends CaseTree> cases) {
        boolean arrows = cases.stream().allMatch(arm -> arm.getCaseKind() == CaseTree.CaseKind.RULE);
        int guards = Math.toIntExact(
                cases.stream().filter(arm -> arm.getGuard() != null).count());
        return guards + (arrows ? 1 : cases.size());
    }
}
