// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.Course;
import dev.drey.connector.SourceContext;
import dev.drey.shape.OptionValues;
import dev.drey.type.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.source.IcebergSource;
import org.apache.iceberg.flink.util.FlinkCompatibilityUtil;

/** The start of a stream in a table: read once, or watched for what others add. */
final class TableReading {
  private TableReading() {}

  static Course course(OptionValues options) {
    return options.has(IcebergOptions.WATCH)
        ? Course.endless(StartingSnapshot.inWords(options), StartingSnapshot.readsAll(options))
        : Course.ENDS;
  }

  static boolean ends(OptionValues options) {
    return !options.has(IcebergOptions.WATCH);
  }

  /**
   * Times are told behind the source and not in it: each of its readers has one part of the table
   * at a time, so that nothing is behind it but what the task has read.
   */
  static SingleOutputStreamOperator<Object[]> add(SourceContext context) {
    OptionValues options = context.options();
    TableAccess access = TableAccess.of(options);
    Table table = table(access);
    TableCheck.of(access.inWords(), table.schema()).reads(context.name(), context.rowType());
    Schema read =
        table
            .schema()
            .select(
                context.rowType().fields().stream().map(Field::name).collect(Collectors.toList()));
    IcebergSource.Builder<RowData> source =
        IcebergSource.forRowData().tableLoader(access).table(table).project(read);
    options.find(IcebergOptions.BRANCH).ifPresent(source::branch);
    boolean watches = options.has(IcebergOptions.WATCH) && !context.bounded();
    source.streaming(watches);
    if (watches) {
      source.monitorInterval(options.get(IcebergOptions.WATCH));
      StartingSnapshot.apply(options, source);
    }
    DataStream<RowData> rows =
        context
            .environment()
            .fromSource(
                source.build(),
                WatermarkStrategy.noWatermarks(),
                "source." + context.name() + ".table",
                FlinkCompatibilityUtil.toTypeInfo(FlinkSchemaUtil.convert(read)))
            .uid("source." + context.name() + ".table");
    SingleOutputStreamOperator<Object[]> converted =
        rows.process(
            new RowReading(
                FromTable.Fields.of(
                    read.asStruct(), context.rowType(), options.get(IcebergOptions.TRUNCATE_TIMES)),
                context.reader()),
            context.typeInformation());
    return converted
        .name("source." + context.name() + ".rows")
        .uid("source." + context.name() + ".rows")
        .assignTimestampsAndWatermarks(context.watermarks());
  }

  private static Table table(TableAccess access) {
    try (TableAccess open = access) {
      open.open();
      return open.loadTable();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
