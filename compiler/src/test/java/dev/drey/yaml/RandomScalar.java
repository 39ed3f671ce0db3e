// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import java.util.Random;

/** Makes documents with one scalar of a random style and layout, below up to three keys. */
final class RandomScalar {
  private final Random random;

  RandomScalar(Random random) {
    this.random = random;
  }

  String document() {
    StringBuilder out = new StringBuilder();
    int depth = 1 + random.nextInt(3);
    int indent = 0;
    for (int level = 1; level < depth; level++) {
      out.append(" ".repeat(indent)).append("key:").append(lineEnd());
      indent += 1 + random.nextInt(3);
    }
    out.append(" ".repeat(indent)).append("key: ");
    switch (random.nextInt(4)) {
      case 0:
        plain(out, indent);
        break;
      case 1:
        quoted(out, indent, '\'');
        break;
      case 2:
        quoted(out, indent, '"');
        break;
      default:
        block(out, indent);
    }
    if (random.nextBoolean()) {
      out.append(lineEnd()).append(" ".repeat(indent)).append("other: 1\n");
    }
    return out.toString();
  }

  private String lineEnd() {
    return random.nextInt(5) == 0 ? "\r\n" : "\n";
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.append(random.nextInt(6) == 0 ? "\u00e9" : "").toString();
  }

  private void plain(StringBuilder out, int indent) {
    out.append("w").append(word());
    for (int i = random.nextInt(6); i > 0; i--) {
      gap(out, indent);
      out.append(word());
    }
    out.append(lineEnd());
  }

  private void gap(StringBuilder out, int indent) {
    if (random.nextInt(3) > 0) {
      out.append(" ".repeat(1 + random.nextInt(2)));
      return;
    }
    out.append(" ".repeat(random.nextInt(2)));
    for (int i = random.nextInt(3); i >= 0; i--) {
      out.append(lineEnd());
    }
    out.append(" ".repeat(indent + 1 + random.nextInt(3)));
  }

  private void quoted(StringBuilder out, int indent, char quote) {
    out.append(quote).append("w");
    for (int i = random.nextInt(7); i > 0; i--) {
      if (quote == '\'' && random.nextInt(3) == 0) {
        out.append("''");
      } else if (quote == '"' && random.nextInt(3) == 0) {
        escape(out, indent);
      } else {
        gap(out, indent);
      }
      out.append(word());
    }
    out.append(quote).append(lineEnd());
  }

  private void escape(StringBuilder out, int indent) {
    switch (random.nextInt(6)) {
      case 0:
        out.append("\\n");
        break;
      case 1:
        out.append("\\\"");
        break;
      case 2:
        out.append("\\x41");
        break;
      case 3:
        out.append("\\u00E9");
        break;
      case 4:
        out.append("\\U0001F600");
        break;
      default:
        out.append("\\").append(lineEnd()).append(" ".repeat(indent + 2));
    }
  }

  private void block(StringBuilder out, int indent) {
    out.append(random.nextBoolean() ? '|' : '>');
    int inner = 1 + random.nextInt(4);
    boolean explicit = random.nextInt(4) == 0;
    String chomping = new String[] {"", "-", "+"}[random.nextInt(3)];
    out.append(explicit ? inner + chomping : chomping);
    out.append(random.nextInt(4) == 0 ? " # note" : "").append(lineEnd());
    String margin = " ".repeat(indent + inner);
    out.append(random.nextInt(4) == 0 ? lineEnd() : "");
    out.append(margin).append(explicit ? " " : "").append(word()).append(lineEnd());
    for (int i = random.nextInt(5); i > 0; i--) {
      if (random.nextInt(3) == 0) {
        out.append(" ".repeat(random.nextInt(indent + inner))).append(lineEnd());
      } else {
        out.append(margin).append(" ".repeat(random.nextInt(3) / 2)).append(word());
        out.append(" ").append(word()).append(lineEnd());
      }
    }
  }
}
