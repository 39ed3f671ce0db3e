// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.connector.AskingFormat;
import dev.drey.connector.Permission;
import dev.drey.format.DecoderContext;
import dev.drey.format.FileFormat;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.TypeImport;
import dev.drey.format.TypeInference;
import dev.drey.format.packed.Packed;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** {@code format: avro}: records of one schema, and files that have their schema with them. */
public final class AvroFormat implements AskingFormat {
  @Override
  public FormatDescriptor descriptor() {
    return FormatDescriptor.builder()
        .name("avro")
        .description(
            "Avro. In a topic or stream a record is one value of the `schema`, without any header,"
                + " or one whose schema a `registry` has under the number before it. Without a"
                + " `schema` it is one of the columns: what may be NULL is a union of"
                + " null and the type, CHAR and VARCHAR are string, BINARY and VARBINARY bytes,"
                + " TINYINT and SMALLINT int, times their logical types in milliseconds. Files are"
                + " object container files, read by the schema that each has with it. A column is"
                + " the field of the same name; fields that no column names are passed over, and a"
                + " column without a field is NULL. Where a spec gives the `schema` of files, its"
                + " aliases and defaults hold for those that were written by another. Enums are"
                + " STRING, fixed are BINARY, a union with null may be NULL, one of several types"
                + " fits a column that fits one of them. A number fits every type that holds it;"
                + " what does not fit, such as microseconds in a TIMESTAMP(3), makes a bad record."
                + " A record that is damaged is one bad record; of a file that is, nothing behind"
                + " the damage is read.")
        .options(Packed.with(AvroOptions.keys()))
        .unsupportedKinds(Set.of(TypeKind.INTERVAL_DAY_TIME, TypeKind.INTERVAL_YEAR_MONTH))
        .example("format: {avro: {codec: zstandard}}")
        .build();
  }

  @Override
  public List<OptionProblem> check(OptionValues options) {
    try {
      AvroOptions.of(options).schema();
      return RegistryOptions.check(options);
    } catch (AvroMismatch mismatch) {
      return List.of(
          problem(
              mismatch, "write a schema such as {\"type\": \"record\", \"name\": \"Tx\", ...}"));
    }
  }

  @Override
  public List<OptionProblem> checkReading(OptionValues options, RowType declared) {
    if (options.has(RegistryOptions.REGISTRY) && !options.has(AvroOptions.SCHEMA)) {
      return List.of(); // Each record says by its number what it is.
    }
    return checked(
        options,
        () -> AvroRowReader.top(schema(declared, options), null, whole(declared, options), false));
  }

  @Override
  public List<OptionProblem> checkWriting(OptionValues options, RowType rowType) {
    List<OptionProblem> registry = RegistryOptions.checkWriting(options);
    if (!registry.isEmpty()) {
      return registry;
    }
    return checked(options, () -> AvroRowWriter.of(schema(rowType, options), rowType, ""));
  }

  /** What finds out whether a schema fits. */
  private interface Fitting {
    void check() throws AvroMismatch;
  }

  private List<OptionProblem> checked(OptionValues options, Fitting fitting) {
    if (!check(options).isEmpty()) {
      return List.of();
    }
    try {
      fitting.check();
      return List.of();
    } catch (AvroMismatch mismatch) {
      return List.of(
          problem(
              mismatch,
              options.has(AvroOptions.SCHEMA)
                  ? "change the type of the column or the schema; `types: {T: {avro: FILE}}` makes"
                      + " a type of a schema"
                  : "rename the column, or give it another type"));
    }
  }

  private static OptionProblem problem(AvroMismatch mismatch, String help) {
    return OptionProblem.of(AvroOptions.SCHEMA.name(), String.valueOf(mismatch.getMessage()), help);
  }

  /** The schema that is given, or that of the columns. */
  private static Schema schema(RowType type, OptionValues options) throws AvroMismatch {
    Optional<Schema> given = AvroOptions.of(options).schema();
    return given.isPresent() ? given.get() : AvroSchemas.of(type);
  }

  static Schema written(RowType type, OptionValues options) {
    try {
      return schema(type, options);
    } catch (AvroMismatch mismatch) {
      throw new IllegalStateException("the schema was checked before", mismatch);
    }
  }

  /** All columns of rows of this type. */
  static DecoderContext whole(RowType type, OptionValues options) {
    return DecoderContext.of(
        type, type, IntStream.range(0, type.size()).boxed().collect(Collectors.toList()), options);
  }

  @Override
  public Optional<TypeImport> typeImport() {
    return Optional.of(new AvroTypeImport());
  }

  @Override
  public Optional<TypeInference> typeInference() {
    return Optional.of(new AvroInference());
  }

  @Override
  public Optional<FileFormat> asFiles() {
    return Optional.of(new AvroFiles());
  }

  @Override
  public List<Permission> permissions(OptionValues options, boolean reading) {
    return RegistryOptions.permissions(options, reading);
  }

  @Override
  public boolean recordsAlone(OptionValues options) {
    return Packed.is(options);
  }

  @Override
  public RowDecoder decoder(DecoderContext context) {
    AvroOptions options = AvroOptions.of(context.options());
    Optional<SchemaRegistry> registry = RegistryOptions.of(context.options());
    RowDecoder decoder =
        registry.isPresent()
            ? new RegisteredDecoder(registry.get(), given(context.options()), context, options)
            : new AvroDecoder(written(context.declared(), context.options()), context, options);
    return Packed.decoder(decoder, context.options());
  }

  @Override
  public RowEncoder encoder(RowType rowType, OptionValues options) {
    Schema schema = written(rowType, options);
    RowEncoder encoder =
        RegistryOptions.of(options)
            .<RowEncoder>map(registry -> new RegisteredEncoder(registry, schema, rowType))
            .orElseGet(() -> new AvroEncoder(schema, rowType));
    return Packed.encoder(encoder, options);
  }

  private static @Nullable Schema given(OptionValues options) {
    return options.has(AvroOptions.SCHEMA) ? written(RowType.of(), options) : null;
  }
}
