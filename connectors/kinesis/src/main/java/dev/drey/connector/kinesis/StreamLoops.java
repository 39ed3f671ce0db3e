// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static dev.drey.connector.ConnectorCodes.FEEDS_ITSELF;

import dev.drey.connector.Clash;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Sinks that write a stream which a source of the same pipeline reads: what the pipeline writes it
 * reads again, and writes again.
 */
final class StreamLoops {
  private StreamLoops() {}

  static List<Clash> of(List<ConnectorUsage> usages) {
    List<Clash> loops = new ArrayList<>();
    for (ConnectorUsage sink : usages) {
      if (sink.isSink()) {
        usages.stream()
            .filter(source -> !source.isSink() && isOneStream(source.options(), sink.options()))
            .findFirst()
            .ifPresent(source -> loops.add(loop(sink, source)));
      }
    }
    return loops;
  }

  private static Clash loop(ConnectorUsage sink, ConnectorUsage source) {
    return Clash.of(
        Finding.of(
            FEEDS_ITSELF,
            option(sink),
            "source `"
                + source.name()
                + "` reads this stream, so the pipeline takes in what it writes here",
            "write to a stream of the sink's own; or allow this where such records come to an end"),
        sink,
        source,
        option(source));
  }

  private static String option(ConnectorUsage usage) {
    return (usage.options().has(KinesisOptions.ARN) ? KinesisOptions.ARN : KinesisOptions.STREAM)
        .name();
  }

  /** Whether both mean one stream as far as the spec says; an account stands in an ARN alone. */
  private static boolean isOneStream(OptionValues a, OptionValues b) {
    if (unreadable(a) || unreadable(b)) {
      return a.has(KinesisOptions.ARN)
          && a.find(KinesisOptions.ARN).equals(b.find(KinesisOptions.ARN));
    }
    StreamAddress one = StreamAddress.of(a);
    StreamAddress other = StreamAddress.of(b);
    return one.name().equals(other.name())
        && one.region().equals(other.region())
        && one.endpoint().equals(other.endpoint())
        && (one.arn().isEmpty() || other.arn().isEmpty() || one.arn().equals(other.arn()));
  }

  /** An ARN that is none, or a parameter. */
  private static boolean unreadable(OptionValues options) {
    return options.has(KinesisOptions.ARN) && !StreamAddress.isArn(options.get(KinesisOptions.ARN));
  }
}
