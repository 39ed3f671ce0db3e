// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlSequence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One thing that happens in a test. A closed set: each kind has its method in the visitor. */
interface TestStep {
  /** The step's key. */
  Span place();

  void accept(Visitor visitor) throws Exception;

  /** A row as a mapping; nothing at all, as in {@code - }, names no column. */
  private static YamlMapping row(YamlNode node) {
    return node instanceof YamlMapping
        ? (YamlMapping) node
        : YamlMapping.of(node.span(), List.of());
  }

  /** One method for each kind of step. */
  interface Visitor {
    void send(Send step) throws Exception;

    void watermark(Watermark step) throws Exception;

    void idle(Idle step) throws Exception;

    void processingTime(ProcessingTime step) throws Exception;

    void restart(Restart step) throws Exception;

    void expect(Expect step) throws Exception;
  }

  /** Rows by name of a source or of a stream: what is sent, or what is expected. */
  @AutoValue
  abstract class NamedRows {
    static NamedRows of(LocatedText name, YamlSequence list, boolean inOrder) {
      return new AutoValue_TestStep_NamedRows(name, list, inOrder, Optional.empty());
    }

    /** Rows to send that stand in a file. */
    static NamedRows ofFile(LocatedText name, LocatedText file) {
      YamlSequence none = YamlSequence.of(file.span(), List.of());
      return new AutoValue_TestStep_NamedRows(name, none, false, Optional.of(file));
    }

    abstract LocatedText name();

    abstract YamlSequence list();

    /** Whether expected rows come in this order. */
    abstract boolean inOrder();

    /** The path of a file with records, relative to the file of tests. */
    abstract Optional<LocatedText> file();

    List<YamlMapping> rows() {
      return list().elements().stream().map(TestStep::row).collect(Collectors.toList());
    }
  }

  /** Records arrive at sources, in the order written. */
  @AutoValue
  abstract class Send implements TestStep {
    static Send of(Span place, List<NamedRows> sources) {
      return new AutoValue_TestStep_Send(place, List.copyOf(sources));
    }

    abstract List<NamedRows> sources();

    @Override
    public void accept(Visitor visitor) throws Exception {
      visitor.send(this);
    }
  }

  /** Sources say that they are this far in event time. */
  @AutoValue
  abstract class Watermark implements TestStep {
    static Watermark of(Span place, List<At> times) {
      return new AutoValue_TestStep_Watermark(place, List.copyOf(times));
    }

    abstract List<At> times();

    @Override
    public void accept(Visitor visitor) throws Exception {
      visitor.watermark(this);
    }
  }

  /** The watermark of one source, or, without a name, of all that have event time. */
  @AutoValue
  abstract class At {
    static At of(Optional<LocatedText> source, LocatedText time) {
      return new AutoValue_TestStep_At(source, time);
    }

    abstract Optional<LocatedText> source();

    abstract LocatedText time();
  }

  /** Sources have nothing to send for a while, and nobody waits for their watermarks. */
  @AutoValue
  abstract class Idle implements TestStep {
    static Idle of(Span place, List<LocatedText> sources) {
      return new AutoValue_TestStep_Idle(place, List.copyOf(sources));
    }

    abstract List<LocatedText> sources();

    @Override
    public void accept(Visitor visitor) throws Exception {
      visitor.idle(this);
    }
  }

  /** The machine's clock moves. */
  @AutoValue
  abstract class ProcessingTime implements TestStep {
    static ProcessingTime of(Span place, LocatedText time) {
      return new AutoValue_TestStep_ProcessingTime(place, time);
    }

    abstract LocatedText time();

    @Override
    public void accept(Visitor visitor) throws Exception {
      visitor.processingTime(this);
    }
  }

  /** The pipeline stops with a savepoint and goes on with it. */
  @AutoValue
  abstract class Restart implements TestStep {
    static Restart of(Span place, Optional<LocatedText> parallelism, Optional<LocatedText> spec) {
      return new AutoValue_TestStep_Restart(place, parallelism, spec);
    }

    /** The subtasks of each operator from then on; absent: as many as there are. */
    abstract Optional<LocatedText> parallelism();

    /** The path of another spec that goes on, relative to the file of tests. */
    abstract Optional<LocatedText> spec();

    @Override
    public void accept(Visitor visitor) throws Exception {
      visitor.restart(this);
    }
  }

  /** What streams and sinks have received since they were last looked at. */
  @AutoValue
  abstract class Expect implements TestStep {
    static Expect of(Span place, List<NamedRows> streams) {
      return new AutoValue_TestStep_Expect(place, List.copyOf(streams));
    }

    abstract List<NamedRows> streams();

    @Override
    public void accept(Visitor visitor) throws Exception {
      visitor.expect(this);
    }
  }
}
