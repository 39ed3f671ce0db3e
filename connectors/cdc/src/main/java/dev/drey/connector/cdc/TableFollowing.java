// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import dev.drey.connector.SourceContext;
import dev.drey.shape.OptionValues;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.cdc.connectors.base.options.StartupOptions;
import org.apache.flink.cdc.connectors.postgres.source.PostgresSourceBuilder;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The start of a stream in a table of PostgreSQL, by Flink CDC. */
final class TableFollowing {
  private static final Duration SLOT_RETRY = Duration.ofMillis(500);
  private static final int SLOT_ATTEMPTS = 120;

  private TableFollowing() {}

  /**
   * Times are told behind the source and not in it: the parts of a table have none, and the log is
   * read by one task.
   */
  static SingleOutputStreamOperator<Object[]> add(SourceContext context) {
    OptionValues options = context.options();
    Set<String> metadata = context.reader().metadataColumns();
    List<Field> columns = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (Field field : context.rowType().fields()) {
      boolean ofTable = !metadata.contains(field.name());
      positions.add(ofTable ? columns.size() : -1);
      if (ofTable) {
        columns.add(field);
      }
    }
    DatabaseAccess access = new DatabaseAccess(context.name(), options);
    new TableCheck(access, options)
        .check(
            columns,
            context.keys().stream()
                .map(key -> context.rowType().field(key).name())
                .collect(Collectors.toList()));
    ChangeRows rows =
        new ChangeRows(
            RowType.of(columns),
            context.keys().stream().map(positions::get).collect(Collectors.toList()),
            options.get(CdcOptions.TRUNCATE_TIMES));
    String id = "source." + context.name();
    return context
        .environment()
        .fromSource(
            source(context, access, rows),
            WatermarkStrategy.noWatermarks(),
            id + ".log",
            rows.getProducedType())
        .uid(id + ".log")
        .process(new ChangeReading(context.reader(), positions), context.typeInformation())
        .name(id + ".rows")
        .uid(id + ".rows")
        .assignTimestampsAndWatermarks(context.watermarks());
  }

  private static SlotSource source(SourceContext context, DatabaseAccess access, ChangeRows rows) {
    OptionValues options = context.options();
    boolean ends = CdcOptions.ends(options) || context.bounded();
    String slot = options.get(CdcOptions.SLOT);
    boolean own = ends || context.leavesNoMark();
    String used = own ? slot + "_run_" + UUID.randomUUID().toString().substring(0, 8) : slot;
    String[] names = options.get(CdcOptions.TABLE).split("\\.", -1);
    PostgresSourceBuilder<Object[]> builder =
        PostgresSourceBuilder.PostgresIncrementalSource.<Object[]>builder()
            .hostname(options.get(CdcOptions.HOST))
            .port(Math.toIntExact(options.get(CdcOptions.PORT)))
            .database(options.get(CdcOptions.DATABASE))
            .schemaList(Pattern.quote(names[0]))
            .tableList(Pattern.quote(names[0]) + "\\." + Pattern.quote(names[1]))
            .username(options.get(CdcOptions.USER))
            .password(options.find(CdcOptions.PASSWORD).orElse(""))
            .slotName(used)
            .decodingPluginName("pgoutput")
            .splitSize(Math.toIntExact(options.get(CdcOptions.CHUNK_ROWS)))
            .startupOptions(ends ? StartupOptions.snapshot() : start(options))
            .debeziumProperties(properties(options))
            .deserializer(rows);
    boolean committed = options.get(CdcOptions.START_FROM).equals(CdcOptions.COMMITTED);
    return new SlotSource(
        builder.build(), new Slot(access, used, own && committed ? slot : null, own));
  }

  private static StartupOptions start(OptionValues options) {
    switch (options.get(CdcOptions.START_FROM)) {
      case CdcOptions.LATEST:
        return StartupOptions.latest();
      case CdcOptions.COMMITTED:
        return StartupOptions.committed();
      default:
        return StartupOptions.initial();
    }
  }

  private static Properties properties(OptionValues options) {
    Properties properties = new Properties();
    properties.setProperty("publication.name", CdcOptions.publication(options));
    properties.setProperty("publication.autocreate.mode", "disabled");
    properties.setProperty("tombstones.on.delete", "false");
    properties.setProperty("truncate.handling.mode", "include");
    properties.setProperty("interval.handling.mode", "string");
    // A slot is free a moment after its reader is gone.
    properties.setProperty("slot.retry.delay.ms", Long.toString(SLOT_RETRY.toMillis()));
    properties.setProperty("slot.max.retries", Integer.toString(SLOT_ATTEMPTS));
    return properties;
  }
}
