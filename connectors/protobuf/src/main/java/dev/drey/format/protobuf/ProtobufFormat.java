// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import dev.drey.connector.AskingFormat;
import dev.drey.connector.Permission;
import dev.drey.format.DecoderContext;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.TypeImport;
import dev.drey.format.packed.Packed;
import dev.drey.format.registry.ConfluentOptions;
import dev.drey.shape.Option;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code format: protobuf}: a record is one message, behind its schema's number where asked. */
public final class ProtobufFormat implements AskingFormat {
  private static final String WITH_A_SCHEMA =
      "write `format: {protobuf: {schema: FILE.proto, message: NAME}}`";
  private static final String BESIDE_THE_REGISTRY =
      "add `schema: FILE.proto` beside `registry`, and `message: NAME` where the file has several";

  @Override
  public FormatDescriptor descriptor() {
    return FormatDescriptor.builder()
        .name("protobuf")
        .description(
            "Protobuf, proto2 and proto3: a record is one message of the `schema`, or of the one"
                + " that a `registry` has. A column is the"
                + " field of the same name, messages are ROW, repeated fields ARRAY, maps MAP; an"
                + " enum is the name of its value as a STRING, or its number where the schema has"
                + " no name for it, and fits columns of numbers, too. Timestamps of Protobuf are"
                + " times, its wrappers (Int64Value and so on) the scalar that may be NULL. Fields"
                + " that no column names, and those that the schema does not know, are passed"
                + " over. What a record does not have is NULL where the field says whether it is"
                + " there (optional, oneof, messages), else the field's default: 0, the empty"
                + " text, an empty list. So a column that may be NULL is written into such a field"
                + " alone, but for lists and maps, whose NULL is written as an empty one. A number"
                + " fits every type that holds it; what does not fit makes a bad record, as does a"
                + " damaged one. Groups and extensions are not read. Files of such records have no"
                + " form that all agree on, so there are none.")
        .options(ProtobufOptions.keys())
        .unsupportedKinds(Set.of(TypeKind.INTERVAL_DAY_TIME, TypeKind.INTERVAL_YEAR_MONTH))
        .example("format: {protobuf: {schema: schemas/transaction.proto, message: Transaction}}")
        .build();
  }

  @Override
  public Optional<TypeImport> typeImport() {
    return Optional.of(new ProtobufTypeImport());
  }

  @Override
  public boolean recordsAlone(OptionValues options) {
    return true;
  }

  @Override
  public List<OptionProblem> check(OptionValues options) {
    List<OptionProblem> registry =
        ProtobufOptions.confluent(options)
            .map(each -> ConfluentOptions.check(each, ProtobufOptions.toConfluent()))
            .orElse(List.of());
    if (!registry.isEmpty() || isReadByItsOwn(options)) {
      return registry;
    }
    return checked(options, () -> ProtobufOptions.message(options), WITH_A_SCHEMA);
  }

  @Override
  public List<OptionProblem> checkReading(OptionValues options, RowType declared) {
    if (isReadByItsOwn(options)) {
      return List.of();
    }
    List<Integer> all = IntStream.range(0, declared.size()).boxed().collect(Collectors.toList());
    return checked(
        options,
        () ->
            MessageReader.top(
                ProtobufOptions.message(options),
                DecoderContext.of(declared, declared, all, options),
                false),
        "change the type of the column; `types: {T: {protobuf: FILE.proto, message: NAME}}` makes"
            + " a type of a schema");
  }

  @Override
  public List<OptionProblem> checkWriting(OptionValues options, RowType rowType) {
    List<OptionProblem> problems =
        new ArrayList<>(
            checked(
                options,
                () -> ProtobufOptions.message(options),
                isReadByItsOwn(options) ? BESIDE_THE_REGISTRY : WITH_A_SCHEMA));
    Optional<OptionValues> confluent = ProtobufOptions.confluent(options);
    if (problems.isEmpty() && confluent.isPresent()) {
      problems.addAll(
          ConfluentOptions.checkWriting(confluent.get(), ProtobufOptions.toConfluent()));
      problems.addAll(
          checked(
              options,
              () -> ProtoText.of(ProtobufOptions.message(options).getFile()),
              "put what it imports into the file itself"));
    }
    if (!problems.isEmpty()) {
      return problems;
    }
    return checked(
        options,
        () -> MessageWriter.of(ProtobufOptions.message(options), rowType, ""),
        "change the column or the schema: COALESCE(x, 0) is never NULL, and a `select` without a"
            + " column leaves it out");
  }

  /** Whether each record says what it is, and the spec nothing. */
  private static boolean isReadByItsOwn(OptionValues options) {
    return options.has(ProtobufOptions.REGISTRY) && !options.has(ProtobufOptions.SCHEMA);
  }

  @Override
  public List<Permission> permissions(OptionValues options, boolean reading) {
    return ProtobufOptions.confluent(options).map(ConfluentOptions::permissions).orElse(List.of());
  }

  /** What finds out whether a schema fits. */
  private interface Fitting {
    Object find() throws ProtobufMismatch;
  }

  private static List<OptionProblem> checked(OptionValues options, Fitting fitting, String help) {
    try {
      fitting.find();
      return List.of();
    } catch (ProtobufMismatch mismatch) {
      Option<String> at =
          options.has(ProtobufOptions.MESSAGE) ? ProtobufOptions.MESSAGE : ProtobufOptions.SCHEMA;
      return List.of(OptionProblem.of(at.name(), String.valueOf(mismatch.getMessage()), help));
    }
  }

  @Override
  public RowDecoder decoder(DecoderContext context) {
    RowDecoder decoder =
        ProtobufOptions.confluent(context.options())
            .<RowDecoder>map(
                each -> new RegisteredMessageDecoder(ConfluentOptions.registry(each), context))
            .orElseGet(() -> new ProtobufDecoder(context));
    return Packed.decoder(decoder, context.options());
  }

  @Override
  public RowEncoder encoder(RowType rowType, OptionValues options) {
    RowEncoder encoder =
        ProtobufOptions.confluent(options)
            .<RowEncoder>map(
                each ->
                    new RegisteredMessageEncoder(ConfluentOptions.registry(each), rowType, options))
            .orElseGet(() -> new ProtobufEncoder(rowType, options));
    return Packed.encoder(encoder, options);
  }
}
