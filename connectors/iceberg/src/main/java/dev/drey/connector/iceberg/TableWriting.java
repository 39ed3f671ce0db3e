// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.RefusingSink;
import dev.drey.connector.SinkContext;
import dev.drey.shape.OptionValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.SinkTransformation;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.IcebergSink;
import org.apache.iceberg.flink.util.FlinkCompatibilityUtil;

/** The end of a stream in a table: what was written since a checkpoint is committed with it. */
final class TableWriting {
  private final SinkContext context;
  private final OptionValues options;
  private final TableAccess access;

  private TableWriting(SinkContext context) {
    this.context = context;
    this.options = context.options();
    this.access = TableAccess.of(options);
  }

  static DataStreamSink<?> add(SinkContext context, DataStream<Object[]> rows) {
    return new TableWriting(context).write(rows);
  }

  private DataStreamSink<?> write(DataStream<Object[]> rows) {
    Table table = table();
    List<String> key = options.get(IcebergOptions.KEY);
    TableCheck.of(access.inWords(), table.schema()).writes(context.name(), context.rowType());
    if (!key.isEmpty()) {
      TableCheck.replaces(context.name(), access.inWords(), table, key);
    }
    RowWriting writing = new RowWriting(context, table);
    SingleOutputStreamOperator<RowData> converted =
        rows.process(
                writing, FlinkCompatibilityUtil.toTypeInfo(FlinkSchemaUtil.convert(table.schema())))
            .name("sink." + context.name() + ".rows")
            .uid("sink." + context.name() + ".rows");
    if (rows.getTransformation().getParallelism() > 0) {
      converted.getTransformation().setParallelism(rows.getTransformation().getParallelism());
    }
    return RefusingSink.of(
        converted.sinkTo(LastCommit.of(sink(table, key), options.get(IcebergOptions.OVERWRITE))),
        converted.getSideOutput(writing.refused()));
  }

  /** Iceberg's own, taken out of a graph that is thrown away: it builds none without. */
  @SuppressWarnings("unchecked")
  private SinkTransformation<RowData, ?> sink(Table table, List<String> key) {
    StreamExecutionEnvironment scrap = new StreamExecutionEnvironment();
    DataStream<RowData> nothing =
        scrap.fromData(
            List.of(), FlinkCompatibilityUtil.toTypeInfo(FlinkSchemaUtil.convert(table.schema())));
    IcebergSink.Builder sink =
        IcebergSink.forRowData(nothing)
            .table(table)
            .tableLoader(access)
            .uidSuffix(context.name())
            .overwrite(options.get(IcebergOptions.OVERWRITE));
    if (!key.isEmpty()) {
      sink.equalityFieldColumns(key).upsert(true);
    }
    options.find(IcebergOptions.BRANCH).ifPresent(sink::toBranch);
    return (SinkTransformation<RowData, ?>)
        (SinkTransformation<?, ?>) sink.append().getTransformation();
  }

  private Table table() {
    try (TableAccess open = access) {
      open.open();
      if (options.has(IcebergOptions.CREATE)) {
        create(open.catalog(), open.identifier());
      } else if (!open.exists()) {
        throw new ConnectorException(
            "there is no " + open.inWords() + ": make it, or write `create: {}`");
      }
      return open.loadTable();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void create(Catalog catalog, TableIdentifier name) {
    try {
      if (catalog.tableExists(name)) {
        return;
      }
      if (catalog instanceof SupportsNamespaces) {
        SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
        if (!namespaces.namespaceExists(name.namespace())) {
          namespaces.createNamespace(name.namespace());
        }
      }
      create(catalog.buildTable(name, schema()), options.get(IcebergOptions.CREATE));
    } catch (AlreadyExistsException somebodyWasFaster) {
      return;
    } catch (RuntimeException failure) {
      throw access.unreachable(failure);
    }
  }

  private Schema schema() {
    return ColumnTypes.schema(context.rowType(), options.get(IcebergOptions.KEY));
  }

  private void create(Catalog.TableBuilder table, OptionValues create) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("format-version", Long.toString(create.get(IcebergOptions.FORMAT_VERSION)));
    create
        .get(IcebergOptions.TABLE_PROPERTIES)
        .forEach((name, value) -> properties.put(name, String.valueOf(value)));
    create.find(IcebergOptions.LOCATION).ifPresent(table::withLocation);
    table
        .withPartitionSpec(Partitioning.spec(create.get(IcebergOptions.PARTITION_BY), schema()))
        .withProperties(properties)
        .create();
  }
}
