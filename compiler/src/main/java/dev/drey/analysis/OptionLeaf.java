// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.ConnectorUse;
import dev.drey.shape.Branches;
import dev.drey.shape.Key;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Result;
import dev.drey.shape.SecretReference;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scalar among a connector's options, with what its shape says of it. */
@AutoValue
abstract class OptionLeaf {
  /** As {@link ConnectorUse#places} writes it: {@code topics.0}, {@code headers.trace}. */
  abstract String path();

  abstract Shape.Kind kind();

  /** Of an EXPRESSION. */
  abstract Result result();

  /** Whether it, or an object around it, must not stand in clear text. */
  abstract boolean secret();

  /** Whether it is the path of a file or folder. */
  abstract boolean isPath();

  abstract LocatedText place();

  /** Where a secret is kept that does not stand here. */
  abstract Optional<SecretReference> kept();

  /** Every scalar that stands in the spec, in the order of the shapes. */
  static List<OptionLeaf> of(ConnectorUse use, Shape options) {
    List<OptionLeaf> leaves = new ArrayList<>();
    new Walk(use, leaves).walk(options, use.options(), "", false, false);
    return leaves;
  }

  private static final class Walk {
    private final ConnectorUse use;
    private final List<OptionLeaf> leaves;

    private Walk(ConnectorUse use, List<OptionLeaf> leaves) {
      this.use = use;
      this.leaves = leaves;
    }

    private void walk(Shape shape, Object value, String path, boolean secret, boolean isPath) {
      switch (shape.kind()) {
        case OBJECT:
          for (Key key : shape.keys()) {
            ((OptionValues) value)
                .find(key)
                .ifPresent(
                    inner ->
                        walk(
                            key.shape(),
                            inner,
                            below(path, key.name()),
                            secret || key.secret(),
                            key.path()));
          }
          break;
        case MAP:
          ((Map<?, ?>) value)
              .forEach(
                  (key, inner) ->
                      walk(
                          shape.element(),
                          inner,
                          below(path, String.valueOf(key)),
                          secret,
                          isPath));
          break;
        case LIST:
          List<?> elements = (List<?>) value;
          for (int i = 0; i < elements.size(); i++) {
            walk(shape.element(), elements.get(i), below(path, String.valueOf(i)), secret, isPath);
          }
          break;
        case ONE_OF:
          Branches.taken(shape, value)
              .ifPresent(branch -> walk(branch, value, path, secret, isPath));
          break;
        default:
          Optional<SecretReference> kept =
              value instanceof SecretReference
                  ? Optional.of((SecretReference) value)
                  : Optional.empty();
          String at = kept.isPresent() ? below(path, "secret") : path;
          LocatedText place = use.places().get(at);
          if (place != null) {
            boolean clear = secret && kept.isEmpty();
            leaves.add(
                new AutoValue_OptionLeaf(
                    at, shape.kind(), shape.result(), clear, isPath, place, kept));
          }
      }
    }

    private static String below(String path, String key) {
      return path.isEmpty() ? key : path + "." + key;
    }
  }
}
