package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;

/** A name that streams and sinks can read, and who makes it. */
@AutoValue
abstract class Declaration {
  /** What carries the name. */
  enum Kind {
    SOURCE("source"),
    BAD_RECORDS("bad-record stream"),
    STREAM("stream"),
    /** Carries no rows of its own: its branches do. */
    ROUTE("route"),
    BRANCH("branch of a route"),
    LATE("late-record stream");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As messages call it. */
    String words() {
      return words;
    }
  }

  static Declaration of(Kind kind, LocatedText name, String owner) {
    return new AutoValue_Declaration(kind, name, owner);
  }

  abstract Kind kind();

  abstract LocatedText name();

  /** The source or stream that makes it: itself, or the one with the {@code to} or the route. */
  abstract String owner();

  boolean ofSource() {
    return kind() == Kind.SOURCE || kind() == Kind.BAD_RECORDS;
  }
}
