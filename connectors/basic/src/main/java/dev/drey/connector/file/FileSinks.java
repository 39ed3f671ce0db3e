package dev.drey.connector.file;

import dev.drey.connector.SinkContext;
import dev.drey.format.RowEncoder;
import java.time.Duration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;

/** A folder of part files or one file, as the path says. */
final class FileSinks {
  private static final Duration ROLL_AFTER = Duration.ofMinutes(15);
  private static final long ROLL_SIZE = 128_000_000L;
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  private FileSinks() {}

  static DataStreamSink<?> add(SinkContext context, DataStream<Object[]> rows) {
    return rows.sinkTo(folder(context));
  }

  /** Flink's file sink, without its folders by the hour: part files stand in the folder named. */
  private static FileSink<Object[]> folder(SinkContext context) {
    RowEncoder encoder = context.encoder().orElseThrow();
    Duration rollAfter = context.options().duration("rollAfter", ROLL_AFTER);
    return FileSink.forRowFormat(
            new Path(context.options().string("path")), new RecordFileEncoder(encoder))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withBucketCheckInterval(Math.min(CHECK_INTERVAL.toMillis(), rollAfter.toMillis()))
        .withRollingPolicy(
            DefaultRollingPolicy.builder()
                .withRolloverInterval(rollAfter)
                .withInactivityInterval(rollAfter)
                .withMaxPartSize(new MemorySize(context.options().size("rollSize", ROLL_SIZE)))
                .build())
        .withOutputFileConfig(
            OutputFileConfig.builder()
                .withPartPrefix("part")
                .withPartSuffix(encoder.fileSuffix())
                .build())
        .build();
  }
}
