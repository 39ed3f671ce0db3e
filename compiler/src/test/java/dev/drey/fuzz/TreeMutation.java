// SPDX-License-Identifier: Apache-2.0
package dev.drey.fuzz;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Damage to a spec as a tree: it stays YAML, so that the compiler gets far. */
final class TreeMutation {
  private final SplittableRandom random;
  private final HostileTexts hostile;

  TreeMutation(SplittableRandom random, HostileTexts hostile) {
    this.random = random;
    this.hostile = hostile;
  }

  /** The text after some damage; as it was where it cannot be read. */
  String damaged(String text, String other, int times) {
    try {
      Node root = read(text);
      Node strange = read(other);
      for (int i = 0; i < times; i++) {
        damage(root, strange);
      }
      return written(root);
    } catch (YAMLException e) {
      return text;
    }
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(true);
    return new Yaml(
        new SafeConstructor(options), new Representer(new DumperOptions()), new DumperOptions());
  }

  private static Node read(String text) {
    Node root = yaml().compose(new StringReader(text));
    if (root == null) {
      throw new YAMLException("nothing");
    }
    return root;
  }

  private static String written(Node root) {
    StringWriter text = new StringWriter();
    yaml().serialize(root, text);
    return text.toString();
  }

  private static void collect(Node node, List<Node> all) {
    // A node that has become a part of itself is not followed for ever.
    if (all.contains(node) || all.size() > 5_000) {
      return;
    }
    all.add(node);
    if (node instanceof SequenceNode) {
      ((SequenceNode) node).getValue().forEach(element -> collect(element, all));
    } else if (node instanceof MappingNode) {
      ((MappingNode) node).getValue().forEach(entry -> collect(entry.getValueNode(), all));
    }
  }

  private Node any(Node root) {
    List<Node> all = new ArrayList<>();
    collect(root, all);
    return all.get(random.nextInt(all.size()));
  }

  private void damage(Node root, Node strange) {
    List<Node> all = new ArrayList<>();
    collect(root, all);
    all.removeIf(node -> !(node instanceof CollectionNode));
    if (all.isEmpty()) {
      return;
    }
    Node node = all.get(random.nextInt(all.size()));
    if (node instanceof MappingNode) {
      mapping(((MappingNode) node).getValue(), root, strange);
    } else {
      sequence(((SequenceNode) node).getValue(), root, strange);
    }
  }

  private void mapping(List<NodeTuple> entries, Node root, Node strange) {
    if (entries.isEmpty()) {
      entries.add(new NodeTuple(scalar(hostile.word()), value(root, strange)));
      return;
    }
    int at = random.nextInt(entries.size());
    NodeTuple entry = entries.get(at);
    switch (random.nextInt(9)) {
      case 7:
      case 8:
        entries.set(at, new NodeTuple(entry.getKeyNode(), living(entry, strange)));
        break;
      case 0:
        entries.remove(at);
        break;
      case 1:
        entries.add(entry);
        break;
      case 2:
        entries.set(at, new NodeTuple(key(root, strange), entry.getValueNode()));
        break;
      case 3:
        entries.add(new NodeTuple(key(root, strange), value(root, strange)));
        break;
      case 4:
        int second = random.nextInt(entries.size());
        NodeTuple with = entries.get(second);
        entries.set(at, new NodeTuple(entry.getKeyNode(), with.getValueNode()));
        entries.set(second, new NodeTuple(with.getKeyNode(), entry.getValueNode()));
        break;
      default:
        entries.set(at, new NodeTuple(entry.getKeyNode(), value(root, strange)));
    }
  }

  private void sequence(List<Node> elements, Node root, Node strange) {
    int at = elements.isEmpty() ? 0 : random.nextInt(elements.size());
    if (elements.isEmpty() || random.nextInt(3) == 0) {
      elements.add(at, value(root, strange));
    } else if (random.nextBoolean()) {
      elements.remove(at);
    } else {
      elements.set(at, value(root, strange));
    }
  }

  /** A key of another mapping, of another spec, or nobody's. */
  private Node key(Node root, Node strange) {
    Node node = any(random.nextBoolean() ? root : strange);
    if (node instanceof MappingNode && !((MappingNode) node).getValue().isEmpty()) {
      List<NodeTuple> entries = ((MappingNode) node).getValue();
      return entries.get(random.nextInt(entries.size())).getKeyNode();
    }
    return scalar(hostile.word());
  }

  /**
   * What can stand there: what stands under the same key elsewhere, or the same expression anew.
   */
  private Node living(NodeTuple entry, Node strange) {
    List<Node> all = new ArrayList<>();
    collect(strange, all);
    List<Node> alike = new ArrayList<>();
    for (Node node : all) {
      if (node instanceof MappingNode) {
        for (NodeTuple other : ((MappingNode) node).getValue()) {
          if (isSame(other.getKeyNode(), entry.getKeyNode())) {
            alike.add(other.getValueNode());
          }
        }
      }
    }
    if (!alike.isEmpty() && random.nextBoolean()) {
      return alike.get(random.nextInt(alike.size()));
    }
    Node value = entry.getValueNode();
    return value instanceof ScalarNode
        ? scalar(hostile.around(((ScalarNode) value).getValue()))
        : value;
  }

  private static boolean isSame(Node one, Node other) {
    return one instanceof ScalarNode
        && other instanceof ScalarNode
        && ((ScalarNode) one).getValue().equals(((ScalarNode) other).getValue());
  }

  private Node value(Node root, Node strange) {
    switch (random.nextInt(6)) {
      case 0:
        return any(root);
      case 1:
        return any(strange);
      case 2:
        return scalar(hostile.word());
      case 3:
        return scalar(hostile.sql());
      case 4:
        return scalar(hostile.number());
      default:
        return scalar(hostile.any());
    }
  }

  private static Node scalar(String text) {
    return new ScalarNode(Tag.STR, text, null, null, DumperOptions.ScalarStyle.PLAIN);
  }
}
