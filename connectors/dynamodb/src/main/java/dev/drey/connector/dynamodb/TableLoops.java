// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import static dev.drey.connector.ConnectorCodes.FEEDS_ITSELF;

import dev.drey.connector.Clash;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Sinks that write a table whose stream a source of the same pipeline reads: what the pipeline
 * writes it reads again, and writes again.
 */
final class TableLoops {
  private TableLoops() {}

  static List<Clash> of(List<ConnectorUsage> usages) {
    List<Clash> loops = new ArrayList<>();
    for (ConnectorUsage sink : usages) {
      if (sink.isSink()) {
        usages.stream()
            .filter(source -> source.kind() == ConnectorUsage.Kind.SOURCE)
            .filter(source -> isOfTable(source.options(), sink.options()))
            .findFirst()
            .ifPresent(source -> loops.add(loop(sink, source)));
      }
    }
    return loops;
  }

  private static boolean isOfTable(OptionValues source, OptionValues sink) {
    String stream = source.get(DynamoDbOptions.STREAM);
    return StreamUse.isStream(stream)
        && StreamUse.table(stream).equals(sink.get(DynamoDbOptions.TABLE))
        && sink.find(AwsOptions.REGION)
            .orElse(StreamUse.region(stream))
            .equals(StreamUse.region(stream))
        && source.find(AwsOptions.ENDPOINT).equals(sink.find(AwsOptions.ENDPOINT));
  }

  private static Clash loop(ConnectorUsage sink, ConnectorUsage source) {
    return Clash.of(
        Finding.of(
            FEEDS_ITSELF,
            DynamoDbOptions.TABLE.name(),
            "source `"
                + source.name()
                + "` reads the stream of this table, so the pipeline takes in what it writes here",
            "write to a table of the sink's own; or allow this where such items come to an end"),
        sink,
        source,
        DynamoDbOptions.STREAM.name());
  }
}
