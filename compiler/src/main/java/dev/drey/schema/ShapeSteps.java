// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Which shapes a value may have, going down a tree that nobody has checked: all branches of a union
 * count, and what has no shape has none below.
 */
final class ShapeSteps {
  private final Grammar grammar;

  ShapeSteps(Grammar grammar) {
    this.grammar = grammar;
  }

  List<Shape> root() {
    return branches(List.of(grammar.root()));
  }

  /** The shapes of the value of a key. */
  List<Shape> below(List<Shape> shapes, String key) {
    List<Shape> found = new ArrayList<>();
    for (Shape shape : shapes) {
      if (shape.kind() == Shape.Kind.OBJECT || shape.kind() == Shape.Kind.MAP) {
        List<Shape> fixed = new ArrayList<>();
        shape.keys().stream()
            .filter(one -> one.name().equals(key))
            .map(Key::shape)
            .forEach(fixed::add);
        found.addAll(
            fixed.isEmpty() && shape.kind() == Shape.Kind.MAP ? List.of(shape.element()) : fixed);
      }
    }
    return branches(found);
  }

  /** The shapes of the elements of a list. */
  List<Shape> elements(List<Shape> shapes) {
    List<Shape> found = new ArrayList<>();
    shapes.stream()
        .filter(shape -> shape.kind() == Shape.Kind.LIST)
        .map(Shape::element)
        .forEach(found::add);
    return branches(found);
  }

  /** Whether a scalar here is read as SQL. */
  static boolean isExpression(List<Shape> shapes) {
    return shapes.stream()
        .anyMatch(
            shape -> shape.kind() == Shape.Kind.EXPRESSION || shape.kind() == Shape.Kind.AGGREGATE);
  }

  /** Whether it is true or false, and nothing else. */
  static boolean isFlag(List<Shape> shapes) {
    return !shapes.isEmpty()
        && shapes.stream().allMatch(shape -> shape.kind() == Shape.Kind.BOOLEAN);
  }

  /** Whether a mapping without entries is right here, or nothing is known of what is. */
  static boolean mayBeEmpty(List<Shape> shapes) {
    return shapes.isEmpty()
        || shapes.stream()
            .anyMatch(
                shape ->
                    (shape.kind() == Shape.Kind.OBJECT || shape.kind() == Shape.Kind.MAP)
                        && shape.keys().stream().noneMatch(Key::required)
                        && shape.constraints().stream().noneMatch(ShapeSteps::asksForOne)
                        && (shape.kind() == Shape.Kind.OBJECT || shape.mayBeEmpty()));
  }

  private static boolean asksForOne(Constraint constraint) {
    return constraint.kind() == Constraint.Kind.EXACTLY_ONE
        || constraint.kind() == Constraint.Kind.AT_LEAST_ONE;
  }

  /** Whether a key is required, or one of those of which one is. */
  static boolean isChoice(List<Shape> shapes, String name) {
    return shapes.stream()
        .anyMatch(
            shape ->
                shape.keys().stream().anyMatch(key -> key.name().equals(name) && key.required())
                    || shape.constraints().stream()
                        .anyMatch(one -> asksForOne(one) && one.keys().contains(name)));
  }

  /** Whether the value of a key must not be shown. */
  static boolean isSecret(List<Shape> shapes, String key) {
    boolean free =
        shapes.stream()
            .filter(shape -> shape.kind() == Shape.Kind.MAP)
            .map(shape -> shape.element().kind())
            .anyMatch(kind -> kind == Shape.Kind.SCALAR || kind == Shape.Kind.STRING);
    return (free && SecretLook.isName(key))
        || shapes.stream()
            .flatMap(shape -> shape.keys().stream())
            .anyMatch(one -> one.name().equals(key) && one.secret());
  }

  private List<Shape> branches(List<Shape> shapes) {
    List<Shape> flat = new ArrayList<>();
    for (Shape shape : shapes) {
      Shape resolved = grammar.resolve(shape);
      if (resolved.kind() == Shape.Kind.ONE_OF) {
        flat.addAll(branches(resolved.branches()));
      } else {
        flat.add(resolved);
      }
    }
    return flat;
  }
}
