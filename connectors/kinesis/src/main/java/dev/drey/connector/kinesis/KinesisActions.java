// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Permission;
import dev.drey.connector.aws.Credentials;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.List;

/**
 * The IAM actions that one use needs, and on which resources: least privilege, so what only
 * enhanced fan-out calls is asked for only there. The names are those of the service authorization
 * reference for Kinesis Data Streams and STS.
 */
final class KinesisActions {
  private static final List<String> EVERY_SOURCE =
      List.of("kinesis:DescribeStream", "kinesis:ListShards");
  private static final List<String> POLLING =
      List.of("kinesis:GetShardIterator", "kinesis:GetRecords");
  private static final List<String> FAN_OUT = List.of("kinesis:SubscribeToShard");
  // Subscribing by a consumer's name finds or registers it, and removes it when the job ends.
  private static final List<String> FAN_OUT_BY_NAME_OF_STREAM =
      List.of("kinesis:DescribeStreamSummary");
  private static final List<String> FAN_OUT_BY_NAME =
      List.of(
          "kinesis:DescribeStreamConsumer",
          "kinesis:RegisterStreamConsumer",
          "kinesis:DeregisterStreamConsumer");
  private static final List<String> SINK = List.of("kinesis:PutRecords");

  private KinesisActions() {}

  /** What any use may need. */
  static List<String> all() {
    List<String> actions = new ArrayList<>(EVERY_SOURCE);
    actions.addAll(POLLING);
    actions.addAll(FAN_OUT);
    actions.addAll(FAN_OUT_BY_NAME_OF_STREAM);
    actions.addAll(FAN_OUT_BY_NAME);
    actions.add("kinesis:PutRecords");
    return actions;
  }

  static List<Permission> of(ConnectorUsage usage) {
    OptionValues options = usage.options();
    StreamAddress address = StreamAddress.of(options);
    String stream = address.policyArn();
    List<Permission> permissions = new ArrayList<>();
    if (usage.isSink()) {
      add(permissions, SINK, stream);
    } else {
      add(permissions, EVERY_SOURCE, stream);
      if (options.has(KinesisOptions.FAN_OUT)) {
        addFanOut(permissions, options.get(KinesisOptions.FAN_OUT), stream);
      } else {
        add(permissions, POLLING, stream);
      }
    }
    permissions.addAll(Credentials.of(options).permissions());
    return permissions;
  }

  private static void addFanOut(List<Permission> permissions, String fanOut, String stream) {
    boolean registered = FanOut.isArn(fanOut);
    // The service adds the time of registration to the name.
    String consumer = registered ? fanOut : stream + "/consumer/" + fanOut + ":*";
    // The service asks for both wherever a consumer is meant.
    add(permissions, FAN_OUT, stream, consumer);
    if (!registered) {
      add(permissions, FAN_OUT_BY_NAME_OF_STREAM, stream);
      add(permissions, FAN_OUT_BY_NAME, stream, consumer);
    }
  }

  private static void add(List<Permission> permissions, List<String> actions, String... resources) {
    actions.forEach(action -> permissions.add(Permission.of(action, resources)));
  }
}
