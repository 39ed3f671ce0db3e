// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RecordForm;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.packed.Packed;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Set;

/** {@code format: cloudevents}: a record is one event of CloudEvents 1.0, in its form of JSON. */
public final class CloudEventsFormat implements Format {
  @Override
  public FormatDescriptor descriptor() {
    return FormatDescriptor.builder()
        .name("cloudevents")
        .description(
            "Events of CloudEvents 1.0 in JSON, with attributes and data in one record (structured"
                + " mode). Columns that `attributes` names are attributes of the event; all others"
                + " are keys of its data, read and written as json does, or the one that"
                + " `dataColumn` names is the data as a whole. Data in `data_base64` is read, too."
                + " A record that is no event of version 1.0 is bad. A sink says what `id`,"
                + " `source` and `type` of its events are, from columns or `fixed`. Where Kafka's"
                + " headers have the attributes (binary mode), the record's value is the data"
                + " alone: then the format is that of the data, and the attributes are the"
                + " connector's `headers`.")
        .options(CloudEventsOptions.keys())
        .form(RecordForm.JSON)
        .unsupportedKinds(Set.of(TypeKind.INTERVAL_DAY_TIME, TypeKind.INTERVAL_YEAR_MONTH))
        .example("format: {cloudevents: {attributes: {event_id: id, at: time}}}")
        .build();
  }

  @Override
  public List<OptionProblem> check(OptionValues options) {
    return CloudEventsOptions.check(options);
  }

  @Override
  public List<OptionProblem> checkReading(OptionValues options, RowType declared) {
    return CloudEventsOptions.checkColumns(options, declared);
  }

  @Override
  public List<OptionProblem> checkWriting(OptionValues options, RowType rowType) {
    return CloudEventsOptions.checkWriting(options, rowType);
  }

  @Override
  public boolean recordsAlone(OptionValues options) {
    return Packed.is(options);
  }

  @Override
  public RowDecoder decoder(DecoderContext context) {
    return Packed.decoder(CloudEventsDecoder.of(context), context.options());
  }

  @Override
  public RowEncoder encoder(RowType rowType, OptionValues options) {
    return Packed.encoder(CloudEventsEncoder.of(rowType, options), options);
  }
}
