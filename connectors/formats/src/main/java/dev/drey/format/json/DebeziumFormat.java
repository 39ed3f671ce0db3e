// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RecordForm;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.packed.Packed;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.Set;

/** {@code format: debezium-json}: what was done to the rows of a table, as Debezium tells it. */
public final class DebeziumFormat implements Format {
  @Override
  public FormatDescriptor descriptor() {
    return FormatDescriptor.builder()
        .name("debezium-json")
        .description(
            "Change events of Debezium in JSON, with or without their schema: `before`, `after` and"
                + " `op`, where c and r put a row, u puts one in the place of another and d deletes"
                + " one. The columns are those of `before` and `after`, read as json reads them;"
                + " what stands beside these is ignored. A source is a stream that changes: with"
                + " its `key` the last row of a key holds, and where an update changes the key, the"
                + " row before is deleted; without a `key` each row is taken back as it was, for"
                + " which the database has to log whole rows (in PostgreSQL REPLICA IDENTITY FULL)."
                + " An event that empties a table is a bad record; messages in the log are passed"
                + " over. Tombstones of a Kafka topic, which follow a delete, are passed over and"
                + " counted. Written are c for a row that is put and d for one that is deleted, behind"
                + " which a sink of Kafka with a `key` writes a tombstone.")
        .options(Packed.with(JsonOptions.keys()))
        .unsupportedKinds(Set.of(TypeKind.INTERVAL_DAY_TIME, TypeKind.INTERVAL_YEAR_MONTH))
        .changes(true)
        .form(RecordForm.JSON)
        .example("format: debezium-json")
        .build();
  }

  @Override
  public boolean recordsAlone(OptionValues options) {
    return Packed.is(options);
  }

  @Override
  public RowDecoder decoder(DecoderContext context) {
    return Packed.decoder(DebeziumDecoder.of(context), context.options());
  }

  @Override
  public RowEncoder encoder(RowType rowType, OptionValues options) {
    return Packed.encoder(ChangeLogEncoder.debezium(rowType), options);
  }
}
