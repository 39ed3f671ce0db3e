// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.ConnectorCodes;
import dev.drey.diagnostic.DeliveryCodes;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RecordForm;
import dev.drey.model.ConnectorUse;
import dev.drey.plan.FormatPlan;
import dev.drey.shape.Key;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;

/** Whether a format can carry the columns of a source or a sink. */
final class FormatChecks {
  private static final String DEFAULT = "json";

  private final AnalysisContext context;
  private final SecretChecks secrets;

  FormatChecks(AnalysisContext context) {
    this.context = context;
    this.secrets = new SecretChecks(context);
  }

  /**
   * The format to plan.
   *
   * @param reading whether a source reads records, or a sink writes them
   * @param bytes whether the connector's records are bytes in a format
   * @param columns empty where they are not known
   */
  Optional<FormatPlan> check(
      Optional<ConnectorUse> written,
      boolean reading,
      boolean bytes,
      Optional<RowType> columns,
      ConnectorUse connector) {
    if (!bytes) {
      written.ifPresent(format -> noEffect(format, connector));
      return Optional.empty();
    }
    String name = written.map(format -> format.name().text()).orElse(DEFAULT);
    Span place = written.orElse(connector).name().span();
    Format format =
        context
            .catalog()
            .format(name)
            .orElseThrow(() -> new IllegalStateException("the schema lets no unknown one pass"));
    FormatDescriptor descriptor = format.descriptor();
    if (descriptor.filesOnly() && !hasFiles(connector)) {
      filesAlone(descriptor, place, connector);
      return Optional.empty();
    }
    columns.ifPresent(type -> check(descriptor, type, place));
    written.ifPresent(use -> OptionLeaf.of(use, descriptor.shape()).forEach(secrets::check));
    Optional<OptionValues> options = options(format, written);
    options.ifPresent(
        values -> {
          boolean alone = format.recordsAlone(values);
          if (hasFiles(connector) && alone) {
            recordsAlone(descriptor, place, connector);
          }
          if (!reading) {
            checkForm(descriptor, alone, columns, place, connector);
          }
          List<OptionProblem> problems = format.check(values);
          report(problems, written, place);
          if (problems.isEmpty() && columns.isPresent()) {
            RowType type = columns.get();
            report(
                reading ? format.checkReading(values, type) : format.checkWriting(values, type),
                written,
                place);
          }
        });
    return options.map(values -> FormatPlan.of(name, values));
  }

  /** The options with the texts of the files that they name; empty where one is not there. */
  private Optional<OptionValues> options(Format format, Optional<ConnectorUse> written) {
    OptionValues options = written.map(ConnectorUse::options).orElse(OptionValues.empty());
    for (Key key : format.descriptor().options()) {
      Optional<LocatedText> place =
          written
              .filter(use -> key.included())
              .flatMap(use -> Optional.ofNullable(use.places().get(key.name())));
      if (place.isPresent() && !place.get().unresolved()) {
        Optional<SourceFile> text =
            IncludedText.of(place.get(), format.typeImport(), "a schema", context.diagnostics());
        if (text.isEmpty()) {
          return Optional.empty();
        }
        options = options.with(key, text.get().text());
      }
    }
    return Optional.of(options);
  }

  private void report(List<OptionProblem> problems, Optional<ConnectorUse> written, Span format) {
    for (OptionProblem problem : problems) {
      Optional<LocatedText> option =
          written.flatMap(use -> Optional.ofNullable(use.places().get(problem.option())));
      if (option.filter(LocatedText::unresolved).isEmpty()) {
        context.report(
            Diagnostic.at(
                    ConnectorCodes.OPTIONS_CONFLICT,
                    option.map(LocatedText::span).orElse(format),
                    problem.message())
                .help(problem.help()));
      }
    }
  }

  private boolean hasFiles(ConnectorUse connector) {
    return context
        .catalog()
        .connector(connector.name().text())
        .filter(known -> known.descriptor().wholeFiles())
        .isPresent();
  }

  private void filesAlone(FormatDescriptor format, Span place, ConnectorUse connector) {
    String carrier = connector.name().text();
    context.report(
        Diagnostic.at(
                DeliveryCodes.FILES_ALONE,
                place,
                "`" + format.name() + "` has files alone, and `" + carrier + "` carries records")
            .label("no format of records")
            .and(connector.name().span(), "this connector")
            .help("write `format: avro`, or another format of records"));
  }

  /** Whether the sink can take records of this form, such as a list of JSON no lines of CSV. */
  private void checkForm(
      FormatDescriptor format,
      boolean packed,
      Optional<RowType> columns,
      Span place,
      ConnectorUse connector) {
    RecordForm asked =
        context
            .catalog()
            .connector(connector.name().text())
            .map(known -> known.sinkRecords(connector.options()))
            .orElse(RecordForm.BYTES);
    boolean ofText =
        format.singleColumn()
            && columns
                .filter(type -> type.size() == 1 && type.field(0).type().kind().isBinary())
                .isEmpty();
    RecordForm form = ofText ? RecordForm.TEXT : format.form();
    if (!(packed ? RecordForm.BYTES : form).is(asked)) {
      context.report(
          Diagnostic.at(
                  ConnectorCodes.OPTIONS_CONFLICT,
                  place,
                  "`"
                      + connector.name().text()
                      + "` sends "
                      + (asked == RecordForm.JSON ? "JSON" : "text")
                      + (form.is(asked) ? ", which packed records of `" : ", which records of `")
                      + format.name()
                      + "` are not")
              .label(asked == RecordForm.JSON ? "no JSON" : "no text")
              .and(connector.name().span(), "this connector")
              .help("write `format: " + DEFAULT + "`"));
    }
  }

  private void recordsAlone(FormatDescriptor format, Span place, ConnectorUse connector) {
    context.report(
        Diagnostic.at(
                DeliveryCodes.RECORDS_ALONE,
                place,
                "in a file nothing says where such a record of `" + format.name() + "` ends")
            .label("no format of files")
            .and(connector.name().span(), "this connector has files")
            .help(
                "write a format of files, such as json or avro, without `compression`: files whose"
                    + " names end in .gz are unpacked, and a sink packs its files with"
                    + " `compress: gzip`"));
  }

  private void noEffect(ConnectorUse format, ConnectorUse connector) {
    context.report(
        Diagnostic.at(
                ConnectorCodes.NO_EFFECT,
                format.name().span(),
                "`"
                    + connector.name().text()
                    + "` has rows, not bytes, so the format is never used")
            .label("without effect")
            .help("remove `format`"));
  }

  private void check(FormatDescriptor format, RowType columns, Span place) {
    if (format.singleColumn()) {
      checkSingle(format, columns, place);
      return;
    }
    for (Field column : columns.fields()) {
      Optional<DataType> refused = refused(format, column.type());
      if (refused.isPresent()) {
        context.report(
            Diagnostic.at(
                    DeliveryCodes.FORMAT_TYPE,
                    place,
                    "column `"
                        + column.name()
                        + "` is "
                        + column.type()
                        + ", and "
                        + format.name()
                        + " cannot carry "
                        + words(refused.get()))
                .label("cannot carry `" + column.name() + "`")
                .help(adviceFor(format, column)));
      }
    }
  }

  /** Whether json, the richest format, would help depends on the type. */
  private String adviceFor(FormatDescriptor format, Field column) {
    FormatDescriptor json = context.catalog().format(DEFAULT).orElseThrow().descriptor();
    String without = "leave `" + column.name() + "` out, or make it a STRING";
    return format.name().equals(DEFAULT) || refused(json, column.type()).isPresent()
        ? without
        : without + ", or write `format: " + DEFAULT + "`";
  }

  private void checkSingle(FormatDescriptor format, RowType columns, Span place) {
    TypeKind first = columns.field(0).type().kind();
    if (columns.size() == 1 && (first.isCharacter() || first.isBinary())) {
      return;
    }
    context.report(
        Diagnostic.at(
                DeliveryCodes.SINGLE_COLUMN,
                place,
                format.name()
                    + " carries exactly one STRING or BYTES column, and there are "
                    + columns)
            .label("needs one column")
            .help("select one column of text or bytes, or use another format such as json"));
  }

  /** The innermost type that the format refuses. */
  private static Optional<DataType> refused(FormatDescriptor format, DataType type) {
    if (format.unsupportedKinds().contains(type.kind())) {
      return Optional.of(type);
    }
    switch (type.kind()) {
      case ARRAY:
        return refused(format, type.element());
      case MAP:
        // A key in a format is a text, which a list, a map or a row has not.
        return type.key().kind().isNested()
            ? Optional.of(type)
            : refused(format, type.key()).or(() -> refused(format, type.element()));
      case ROW:
        return type.row().fields().stream()
            .map(field -> refused(format, field.type()))
            .flatMap(Optional::stream)
            .findFirst();
      default:
        return Optional.empty();
    }
  }

  private static String words(DataType refused) {
    return refused.kind() == TypeKind.MAP && refused.key().kind().isNested()
        ? "a MAP whose key is " + refused.key().kind().sqlName()
        : refused.kind().sqlName();
  }
}
