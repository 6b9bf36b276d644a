package io.bytefreezer.houserules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A Java file as the compiler reads it.
 *
 * @param name its path from the root of the repository
 * @param text its text
 * @param unit its syntax
 * @param trees finds positions and comments in it
 */
record Source(String name, String text, CompilationUnitTree unit, DocTrees trees) {

    /** All Java files of all modules. */
    static List<Source> all() {
        List<Unparsed> files = new ArrayList<>();
        for (Path module : Repository.modules()) {
            for (Path file : Repository.files(module.resolve("src"), ".java")) {
                files.add(new Unparsed(Repository.name(file), Repository.read(file)));
            }
        }
        return parse(files);
    }

    /** A file that exists in a test only. */
    static Source of(String name, String text) {
        return parse(List.of(new Unparsed(name, text))).getFirst();
    }

    private static List<Source> parse(List<Unparsed> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) compiler.getTask(null, null, faults, List.of("-proc:none"), null, files);
        DocTrees trees = DocTrees.instance(task);
        try {
            List<Source> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                String name = unit.getSourceFile().toUri().getPath().substring(1);
                String text = unit.getSourceFile().getCharContent(true).toString();
                sources.add(new Source(name, text, unit, trees));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isMain() {
        return name.contains("/src/main/");
    }

    int lines() {
        return Math.toIntExact(text.lines().count());
    }

    /** The line on which the tree starts. */
    int line(Tree tree) {
        return lineAt(trees.getSourcePositions().getStartPosition(unit, tree));
    }

    /** How many lines the tree takes. */
    int lines(Tree tree) {
        return lineAt(trees.getSourcePositions().getEndPosition(unit, tree)) - line(tree) + 1;
    }

    private int lineAt(long position) {
        return position < 0 ? 0 : Math.toIntExact(unit.getLineMap().getLineNumber(position));
    }

    private static final class Unparsed extends SimpleJavaFileObject {

        private final String text;

        Unparsed(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
