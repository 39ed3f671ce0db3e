package dev.drey.connector.kinesis;

import dev.drey.connector.ConnectorUsage;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.List;

/**
 * The IAM actions that one use needs: least privilege, so what only enhanced fan-out calls is asked
 * for only there. The names are those of the service authorization reference for Kinesis Data
 * Streams and STS.
 */
final class KinesisActions {
  private static final List<String> EVERY_SOURCE =
      List.of("kinesis:DescribeStream", "kinesis:ListShards");
  private static final List<String> POLLING =
      List.of("kinesis:GetShardIterator", "kinesis:GetRecords");
  private static final List<String> FAN_OUT = List.of("kinesis:SubscribeToShard");
  // Subscribing by a consumer's name finds or registers it, and removes it when the job ends.
  private static final List<String> FAN_OUT_BY_NAME =
      List.of(
          "kinesis:DescribeStreamSummary",
          "kinesis:DescribeStreamConsumer",
          "kinesis:RegisterStreamConsumer",
          "kinesis:DeregisterStreamConsumer");
  private static final List<String> SINK =
      List.of("kinesis:DescribeStreamSummary", "kinesis:PutRecords");

  private KinesisActions() {}

  /** What any use may need. */
  static List<String> all() {
    List<String> actions = new ArrayList<>(EVERY_SOURCE);
    actions.addAll(POLLING);
    actions.addAll(FAN_OUT);
    actions.addAll(FAN_OUT_BY_NAME);
    actions.add("kinesis:PutRecords");
    return actions;
  }

  static List<String> of(ConnectorUsage usage) {
    OptionValues options = usage.options();
    List<String> actions = new ArrayList<>();
    if (usage.isSink()) {
      actions.addAll(SINK);
    } else {
      actions.addAll(EVERY_SOURCE);
      if (!options.has(KinesisOptions.FAN_OUT)) {
        actions.addAll(POLLING);
      } else {
        actions.addAll(FAN_OUT);
        if (!FanOut.isArn(options.get(KinesisOptions.FAN_OUT))) {
          actions.addAll(FAN_OUT_BY_NAME);
        }
      }
    }
    if (Credentials.assumedRole(options).isPresent()) {
      actions.add("sts:AssumeRole");
    }
    return actions;
  }
}
