// SPDX-License-Identifier: Apache-2.0
package dev.drey.conformance;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import dev.drey.connector.ConnectorUsage;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The tests that say by {@link Shows} which contracts they show, read from their sources. */
final class ShownContracts {
  private static final String MARK = "@" + Shows.class.getSimpleName() + "(";
  private static final Set<String> OF_JUNIT =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory");
  private static final Set<String> UNREAD = Set.of("target", "node_modules", ".git");

  private final List<Shown> shown = new ArrayList<>();
  private final Map<String, Path> files = new TreeMap<>();

  /** What stands at one test. */
  static final class Shown {
    /** As {@code Class.method}. */
    final String test;

    final List<String> connectors;
    final List<ConnectorUsage.Kind> roles;
    final List<Contract> contracts;

    private Shown(
        String test,
        List<String> connectors,
        List<ConnectorUsage.Kind> roles,
        List<Contract> contracts) {
      this.test = test;
      this.connectors = connectors;
      this.roles = roles;
      this.contracts = contracts;
    }

    boolean shows(String connector, ConnectorUsage.Kind role, Contract contract) {
      return (connectors.isEmpty() || connectors.contains(connector))
          && (roles.isEmpty() || roles.contains(role))
          && contracts.contains(contract);
    }
  }

  /** Of all tests of a repository. */
  static ShownContracts in(Path root) throws IOException {
    List<Path> marked = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
            Path name = folder.getFileName();
            return name != null && UNREAD.contains(name.toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused)
              throws IOException {
            if (file.toString().contains("/src/test/java/")
                && Files.readString(file).contains(MARK)) {
              marked.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    ShownContracts contracts = new ShownContracts();
    contracts.read(root, marked);
    return contracts;
  }

  private void read(Path root, List<Path> marked) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(marked));
      for (CompilationUnitTree unit : task.parse()) {
        readAll(root.relativize(Path.of(unit.getSourceFile().toUri())), "", unit.getTypeDecls());
      }
    }
  }

  List<Shown> all() {
    return List.copyOf(shown);
  }

  /** The sources of the classes with such tests, by the class's name. */
  Map<String, Path> files() {
    return Map.copyOf(files);
  }

  private void readAll(Path file, String top, List<? extends Tree> members) {
    for (Tree member : members) {
      if (member instanceof ClassTree) {
        ClassTree type = (ClassTree) member;
        readAll(file, top.isEmpty() ? type.getSimpleName().toString() : top, type.getMembers());
      } else if (member instanceof MethodTree) {
        read(file, top, (MethodTree) member);
      }
    }
  }

  private void read(Path file, String top, MethodTree method) {
    List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
    for (AnnotationTree annotation : annotations) {
      if (name(annotation.getAnnotationType()).equals(Shows.class.getSimpleName())) {
        String test = top + "." + method.getName();
        if (annotations.stream().noneMatch(a -> OF_JUNIT.contains(name(a.getAnnotationType())))) {
          throw new AssertionError(test + " shows something and is no test");
        }
        Path before = files.put(top, file);
        if (before != null && !before.equals(file)) {
          throw new AssertionError(top + " is the name of two classes: " + before);
        }
        shown.add(
            new Shown(
                test,
                values(annotation, "connector", ShownContracts::text),
                values(annotation, "role", e -> ConnectorUsage.Kind.valueOf(name(e))),
                values(annotation, "contract", e -> Contract.valueOf(name(e)))));
      }
    }
  }

  private static <T> List<T> values(
      AnnotationTree annotation, String key, Function<ExpressionTree, T> read) {
    for (ExpressionTree argument : annotation.getArguments()) {
      AssignmentTree assignment = (AssignmentTree) argument;
      if (name(assignment.getVariable()).equals(key)) {
        ExpressionTree value = assignment.getExpression();
        List<? extends ExpressionTree> all =
            value instanceof NewArrayTree
                ? ((NewArrayTree) value).getInitializers()
                : List.of(value);
        return all.stream().map(read).collect(Collectors.toList());
      }
    }
    return List.of();
  }

  private static String text(ExpressionTree expression) {
    @Nullable Object value =
        expression instanceof LiteralTree ? ((LiteralTree) expression).getValue() : null;
    if (!(value instanceof String)) {
      throw new AssertionError("not a text but " + expression);
    }
    return (String) value;
  }

  /** The last name of a path of names. */
  private static String name(Tree tree) {
    if (tree instanceof MemberSelectTree) {
      return ((MemberSelectTree) tree).getIdentifier().toString();
    }
    if (tree instanceof IdentifierTree) {
      return ((IdentifierTree) tree).getName().toString();
    }
    throw new AssertionError("not a name but " + tree);
  }
}
