package dev.drey.schema;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.LaunchCodes;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fills in references, a name in braces after a dollar, in every value; with a second dollar before
 * it the reference is the text itself. The places of what is filled in are the reference. One to
 * nothing is reported, and what stands in for it gives no further findings.
 */
final class ParamSubstitution implements YamlNode.Visitor<YamlNode> {
  private final Map<String, Param> params;
  private final Diagnostics diagnostics;

  ParamSubstitution(Map<String, Param> params, Diagnostics diagnostics) {
    this.params = params;
    this.diagnostics = diagnostics;
  }

  /** The tree with the parameters filled in everywhere but in their own declarations. */
  YamlNode apply(YamlNode root) {
    if (!(root instanceof YamlMapping)) {
      return root.accept(this);
    }
    List<YamlEntry> entries = new ArrayList<>();
    for (YamlEntry entry : ((YamlMapping) root).entries()) {
      boolean declarations = entry.name().equals("params");
      entries.add(declarations ? entry : YamlEntry.of(entry.key(), entry.value().accept(this)));
    }
    return YamlMapping.of(root.span(), entries);
  }

  @Override
  public YamlNode sequence(YamlSequence sequence) {
    List<YamlNode> elements = new ArrayList<>();
    sequence.elements().forEach(element -> elements.add(element.accept(this)));
    return YamlSequence.of(sequence.span(), elements);
  }

  @Override
  public YamlNode mapping(YamlMapping mapping) {
    List<YamlEntry> entries = new ArrayList<>();
    mapping
        .entries()
        .forEach(entry -> entries.add(YamlEntry.of(entry.key(), entry.value().accept(this))));
    return YamlMapping.of(mapping.span(), entries);
  }

  @Override
  public YamlScalar scalar(YamlScalar scalar) {
    return scalar.text().text().contains("${") ? new Filling(scalar).fill() : scalar;
  }

  /** One scalar while it is filled. */
  private final class Filling {
    private final YamlScalar scalar;
    private final String text;
    private final StringBuilder filled = new StringBuilder();
    private final List<Integer> offsets = new ArrayList<>();
    private boolean unresolved;
    private YamlScalar.Kind kind = YamlScalar.Kind.TEXT;

    Filling(YamlScalar scalar) {
      this.scalar = scalar;
      this.text = scalar.text().text();
    }

    YamlScalar fill() {
      int at = 0;
      while (at < text.length()) {
        if (text.startsWith("$${", at)) {
          keep(at + 1);
          keep(at + 2);
          at += 3;
        } else if (text.startsWith("${", at)) {
          at = reference(at);
        } else {
          keep(at++);
        }
      }
      int[] places = new int[offsets.size() + 1];
      for (int i = 0; i < offsets.size(); i++) {
        places[i] = offsets.get(i);
      }
      places[offsets.size()] = scalar.span().end();
      LocatedText located = LocatedText.of(filled.toString(), scalar.span(), places, unresolved);
      return YamlScalar.of(located, kind);
    }

    private void keep(int index) {
      filled.append(text.charAt(index));
      offsets.add(scalar.text().span(index, index + 1).start());
    }

    /** Fills in the reference that starts here, and gives the index after it. */
    private int reference(int start) {
      int close = text.indexOf('}', start);
      String name = close < 0 ? "" : text.substring(start + 2, close);
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        int end = close < 0 ? Math.min(start + 2, text.length()) : close + 1;
        malformed(scalar.text().span(start, end));
        unresolved = true;
        put("x", start, end);
        return end;
      }
      Param param = params.get(name);
      if (param == null) {
        unknown(name, scalar.text().span(start, close + 1));
        unresolved = true;
        put(name, start, close + 1);
        return close + 1;
      }
      if (start == 0 && close + 1 == text.length()) {
        kind = param.kind();
      }
      unresolved |= param.value().isEmpty();
      put(param.value().orElse(param.standIn()), start, close + 1);
      return close + 1;
    }

    /** The value's places: all of it at the start of the reference, its end at the end of it. */
    private void put(String value, int start, int end) {
      Span reference = scalar.text().span(start, end);
      for (int i = 0; i < value.length(); i++) {
        filled.append(value.charAt(i));
        boolean last = i > 0 && i == value.length() - 1;
        offsets.add(last ? Math.max(reference.start(), reference.end() - 1) : reference.start());
      }
    }
  }

  private void malformed(Span place) {
    diagnostics.add(
        Diagnostic.at(
                LaunchCodes.MALFORMED_REFERENCE, place, "`${` starts a reference to a parameter")
            .label("no parameter's name and `}` follow")
            .help("write `${name}`, or `$${` for the two characters themselves"));
  }

  private void unknown(String name, Span place) {
    Diagnostic.Builder problem =
        Diagnostic.at(
            LaunchCodes.UNKNOWN_PARAM, place, "the spec declares no parameter `" + name + "`");
    DidYouMean.help(name, params.keySet()).ifPresent(problem::help);
    diagnostics.add(
        problem.help(
            "declare it: `params: {"
                + name
                + ": {type: STRING}}`; nothing is read from"
                + " the environment"));
  }
}
