package dev.drey.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.source.Span;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlSequence;
import java.util.List;
import java.util.Optional;

/**
 * The check of a tree against the JSON Schema that editors use too: what it refuses is refused
 * here, in our words. It alone cannot say that a month has no 30th day; {@link ShapeCheck} does.
 */
final class StructureCheck {
  private final Schema schema;
  private final ShapeCheck shapes;

  StructureCheck(ObjectNode schema, ShapeCheck shapes) {
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    this.shapes = shapes;
  }

  /** Reports what is wrong, and gives what can be read of the tree all the same. */
  Optional<YamlNode> check(YamlNode root, Diagnostics diagnostics) {
    List<Error> refused = refusals(root);
    Diagnostics explained = new Diagnostics();
    Optional<YamlNode> readable = shapes.root(root, explained).node();
    if (!refused.isEmpty() && !explained.hasErrors()) {
      Error first = refused.get(0);
      explained.add(
          Diagnostic.at(
              StructureCodes.WRONG_SHAPE,
              place(root, first),
              "the schema refuses this: " + first.getMessage()));
      readable = Optional.empty();
    }
    diagnostics.addAll(explained.list());
    return readable;
  }

  /** What the JSON Schema alone has against the tree. */
  List<Error> refusals(YamlNode root) {
    return schema.validate(JsonTree.of(root));
  }

  /** Where the value stands that an error is about. */
  private static Span place(YamlNode root, Error error) {
    YamlNode node = root;
    for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
      Object step = error.getInstanceLocation().getElement(i);
      if (node instanceof YamlSequence && step instanceof Integer) {
        node = ((YamlSequence) node).elements().get((Integer) step);
      } else if (node instanceof YamlMapping) {
        YamlNode outer = node;
        node = ((YamlMapping) node).entry(step.toString()).map(YamlEntry::value).orElse(outer);
      }
    }
    return node.span();
  }
}
