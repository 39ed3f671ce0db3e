// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.MadeStream;
import dev.drey.model.RowsElsewhere;
import dev.drey.source.LocatedText;
import java.util.Optional;

/** A name that streams and sinks can read, and who makes it. */
@AutoValue
abstract class Declaration {
  static Declaration ofSource(LocatedText name) {
    return of(name, "source", "source", name, true, Optional.empty(), Optional.empty());
  }

  /** A stream; where it carries no rows of its own, what it makes does. */
  static Declaration ofStream(LocatedText name, Optional<RowsElsewhere> elsewhere) {
    String kind = elsewhere.map(RowsElsewhere::kind).orElse("stream");
    return of(name, kind, kind, name, false, elsewhere, Optional.empty());
  }

  /** What a source or a stream makes beside its own rows. */
  static Declaration ofMade(MadeStream made, LocatedText owner, boolean ofSource) {
    return of(
        made.name(), made.kind(), made.titled(), owner, ofSource, Optional.empty(), made.instead());
  }

  /** The stream of the rows that a sink's system refuses. */
  static Declaration ofSink(MadeStream refused, LocatedText sink) {
    return new AutoValue_Declaration(
        refused.name(),
        refused.kind(),
        refused.titled(),
        ownerOfSink(sink),
        false,
        Optional.empty(),
        refused.instead());
  }

  /** A sink may have the name of a stream; as an owner it is told apart. */
  static String ownerOfSink(LocatedText sink) {
    return "sink " + sink.text();
  }

  private static Declaration of(
      LocatedText name,
      String kind,
      String titled,
      LocatedText owner,
      boolean ofSource,
      Optional<RowsElsewhere> elsewhere,
      Optional<String> instead) {
    String title = titled.contains("`") ? titled : titled + " `" + name.text() + "`";
    return new AutoValue_Declaration(name, kind, title, owner.text(), ofSource, elsewhere, instead);
  }

  abstract LocatedText name();

  /** As messages call it: {@code late-record stream}. */
  abstract String kind();

  /** With its name. */
  abstract String title();

  /**
   * The source, stream or sink that makes it: itself, or the one with the operation or the {@code
   * to}.
   */
  abstract String owner();

  abstract boolean ofSource();

  /** Where its rows are if it carries none of its own. */
  abstract Optional<RowsElsewhere> elsewhere();

  /** Whether it carries rows of its own. */
  boolean carriesRows() {
    return elsewhere().isEmpty();
  }

  /** What to write where nobody wants rows that are set aside; empty for ordinary rows. */
  abstract Optional<String> instead();
}
