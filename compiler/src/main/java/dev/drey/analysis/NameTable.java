// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.analysis.StreamOperation.Open;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.MadeStream;
import dev.drey.model.PipelineSpec;
import dev.drey.model.RowsElsewhere;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one name space of sources, streams, branches of routes, and the streams of late and bad
 * records and of refused rows. The first declaration of a name holds; sinks have names of their
 * own.
 */
final class NameTable {
  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private final Set<String> read = new HashSet<>();
  private final Map<String, List<Span>> uses = new HashMap<>();

  /** Whether an error keeps some names from being known: then an unknown one is no new problem. */
  private boolean namesInDoubt;

  /** Whether an error keeps some references from being known: they may read any name. */
  private boolean referencesInDoubt;

  private NameTable() {}

  /** Declares every name, resolves every reference and reports both kinds of problems. */
  static NameTable of(PipelineSpec spec, Diagnostics diagnostics) {
    NameTable table = new NameTable();
    table.doubt(spec);
    for (SourceSpec source : spec.sources()) {
      table.declare(Declaration.ofSource(source.name()), diagnostics);
      source
          .onError()
          .to()
          .map(to -> MadeStream.aside(to, "bad-record stream", "write `onError: drop`"))
          .ifPresent(
              bad -> table.declare(Declaration.ofMade(bad, source.name(), true), diagnostics));
    }
    for (StreamSpec stream : spec.streams()) {
      table.declareStream(stream, diagnostics);
    }
    for (SinkSpec sink : spec.sinks()) {
      sink.onError()
          .to()
          .map(to -> MadeStream.aside(to, "refused-row stream", "write `onError: drop`"))
          .ifPresent(
              refused -> table.declare(Declaration.ofSink(refused, sink.name()), diagnostics));
    }
    for (StreamSpec stream : spec.streams()) {
      table.refer(
          stream.inputs(), !StreamKeys.readsEither(stream) && !stream.hasSides(), diagnostics);
    }
    for (SinkSpec sink : spec.sinks()) {
      table.refer(sink.from(), true, diagnostics);
    }
    return table;
  }

  private void doubt(PipelineSpec spec) {
    namesInDoubt =
        (spec.inDoubt().contains("sources") && spec.sources().isEmpty())
            || (spec.inDoubt().contains("streams") && spec.streams().isEmpty());
    referencesInDoubt = spec.inDoubt().contains("sinks") && spec.sinks().isEmpty();
    for (SourceSpec source : spec.sources()) {
      namesInDoubt |= source.inDoubt().contains("onError");
    }
    for (StreamSpec stream : spec.streams()) {
      namesInDoubt |= StreamKeys.leaves(Open.NAMES, stream);
      referencesInDoubt |= StreamKeys.leaves(Open.REFERENCES, stream);
    }
    for (SinkSpec sink : spec.sinks()) {
      referencesInDoubt |= sink.inDoubt().contains("from");
      namesInDoubt |= sink.inDoubt().contains("onError");
    }
  }

  private void declareStream(StreamSpec stream, Diagnostics diagnostics) {
    declare(Declaration.ofStream(stream.name(), stream.elsewhere()), diagnostics);
    for (MadeStream made : stream.makes()) {
      declare(Declaration.ofMade(made, stream.name(), false), diagnostics);
    }
  }

  private void declare(Declaration declaration, Diagnostics diagnostics) {
    LocatedText name = declaration.name();
    if (name.isUnreadable()) {
      namesInDoubt = true;
      return;
    }
    Declaration first = declarations.get(name.text());
    if (first == null) {
      declarations.put(name.text(), declaration);
      return;
    }
    diagnostics.add(
        Diagnostic.at(
                TypeCodes.NAME_TWICE,
                name.span(),
                "`" + name.text() + "` is already the name of a " + first.kind())
            .label("used again here")
            .and(first.name().span(), "first used here")
            .help(
                "sources, streams, branches and the streams of late and bad records share one name"
                    + " space; choose another name"));
  }

  /** Resolves what is read; {@code together} where all of it is, so that none may be twice. */
  private void refer(List<LocatedText> references, boolean together, Diagnostics diagnostics) {
    Set<String> seen = new HashSet<>();
    for (LocatedText reference : references) {
      Declaration declaration = declarations.get(reference.text());
      if (declaration == null) {
        if (!namesInDoubt && !reference.isUnreadable()) {
          diagnostics.add(unknown(reference));
        }
        // What was probably meant is not unread as well.
        Optional<String> near = DidYouMean.closest(reference.text(), declarations.keySet());
        near.ifPresent(read::add);
        referencesInDoubt |= near.isEmpty();
      } else if (declaration.elsewhere().isPresent()) {
        diagnostics.add(elsewhere(reference, declaration.elsewhere().get()));
      } else if (!seen.add(reference.text()) && together) {
        diagnostics.add(
            Diagnostic.at(
                    TypeCodes.NAME_TWICE,
                    reference.span(),
                    "`" + reference.text() + "` is in this list twice")
                .label("every row would count twice")
                .help("remove one of the two"));
      }
      read.add(reference.text());
      uses.computeIfAbsent(reference.text(), name -> new ArrayList<>()).add(reference.span());
    }
  }

  private Diagnostic.Builder unknown(LocatedText reference) {
    Diagnostic.Builder diagnostic =
        Diagnostic.at(
                TypeCodes.UNKNOWN_STREAM,
                reference.span(),
                "there is no source or stream `" + reference.text() + "`")
            .label("nothing has this name");
    Optional<String> near = DidYouMean.help(reference.text(), declarations.keySet());
    if (near.isPresent()) {
      diagnostic.help(near.get());
    } else if (reference.text().matches("[a-z0-9_]++(\\s*+,\\s*+[a-z0-9_]++)++")) {
      diagnostic.help("write `union: [" + reference.text() + "]`, which takes several as one");
    } else if (declarations.size() <= 20) {
      diagnostic.help("there are " + String.join(", ", declarations.keySet()));
    }
    return diagnostic;
  }

  private Diagnostic elsewhere(LocatedText reference, RowsElsewhere rows) {
    List<String> made = new ArrayList<>();
    for (Declaration declaration : declarations.values()) {
      boolean ordinary = declaration.carriesRows() && declaration.instead().isEmpty();
      if (ordinary && declaration.owner().equals(reference.text())) {
        made.add(declaration.name().text());
      }
    }
    return Diagnostic.at(
            TypeCodes.UNKNOWN_STREAM,
            reference.span(),
            "`"
                + reference.text()
                + "` is a "
                + rows.kind()
                + ", and its rows are in its "
                + rows.places())
        .label("no rows of its own")
        .help("read one of " + String.join(", ", made))
        .build();
  }

  /** For those who find their way in the spec. */
  List<DeclaredName> declared() {
    List<DeclaredName> names = new ArrayList<>();
    declarations.forEach(
        (name, declaration) ->
            names.add(
                DeclaredName.of(
                    name,
                    declaration.kind(),
                    declaration.name().span(),
                    uses.getOrDefault(name, List.of()))));
    return names;
  }

  Optional<Declaration> find(String name) {
    return Optional.ofNullable(declarations.get(name));
  }

  Collection<Declaration> all() {
    return declarations.values();
  }

  /** Whether a stream or sink reads the name, or may read it. */
  boolean isRead(String name) {
    return referencesInDoubt || read.contains(name);
  }
}
