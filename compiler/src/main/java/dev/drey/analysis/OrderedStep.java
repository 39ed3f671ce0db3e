// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.SinkSpec;
import dev.drey.model.StreamSpec;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Optional;

/** What has its place in the order of streams: a stream, or a sink that makes one. */
@AutoValue
abstract class OrderedStep {
  static OrderedStep of(StreamSpec stream) {
    return new AutoValue_OrderedStep(
        stream.name().text(), stream.inputs(), Optional.of(stream), Optional.empty());
  }

  static OrderedStep of(SinkSpec sink) {
    return new AutoValue_OrderedStep(
        Declaration.ownerOfSink(sink.name()), sink.from(), Optional.empty(), Optional.of(sink));
  }

  /** As {@link Declaration#owner} has it. */
  abstract String name();

  abstract List<LocatedText> inputs();

  abstract Optional<StreamSpec> stream();

  abstract Optional<SinkSpec> sink();
}
