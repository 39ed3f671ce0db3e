// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.connector.SinkContext;
import dev.drey.connector.async.RowSink;
import dev.drey.connector.async.SendingSettings;
import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.shape.OptionValues;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** Builds the sink of a job. At least once: what is in flight is sent again after a failure. */
final class KinesisSink {
  private KinesisSink() {}

  static DataStreamSink<?> add(SinkContext context, DataStream<Object[]> rows) {
    StreamAddress address = StreamAddress.of(context.options());
    // The ARN says the region, too.
    OptionValues options =
        address
            .region()
            .map(region -> context.options().with(AwsOptions.REGION, region))
            .orElse(context.options());
    SendingSettings settings = KinesisOptions.SENDING.settings(options);
    return RowSink.add(
        context,
        rows,
        new KinesisSender(
            address,
            PartitionKeys.of(context.expression(KinesisOptions.PARTITION_KEY).orElse(null)),
            context.encoder().orElseThrow(),
            AwsAccess.of(options, settings.inFlight())),
        settings);
  }
}
