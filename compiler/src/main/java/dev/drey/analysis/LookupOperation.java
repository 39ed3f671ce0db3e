// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.analysis.LookupSpec.CacheSpec;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Unanswered;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.Hidden;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.model.LocatedDuration;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.FormatPlan;
import dev.drey.plan.LookupNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Key;
import dev.drey.source.LocatedText;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code lookup}: each row with what another system knows of its key. */
final class LookupOperation implements StreamOperation {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration BACKOFF = Duration.ofMillis(200);

  @Override
  public Step step() {
    return Step.RESULT;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    return List.of(LookupKeys.lookup(catalog));
  }

  @Override
  public void spell(Spellings spellings) {
    LookupKeys.spell(spellings);
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream.object(LookupKeys.KEY).map(fields -> LookupKeys.read(fields, ends));
  }

  @Override
  public List<String> makesAt() {
    return List.of(
        LookupKeys.KEY + "." + LookupKeys.ON_MISSING + ".to",
        LookupKeys.KEY + "." + LookupKeys.ON_ERROR + ".to");
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(LookupSpec.class).isPresent();
  }

  @Override
  public Set<Open> open(StreamSpec stream) {
    Optional<LookupSpec> lookup = stream.operation(LookupSpec.class);
    Set<Open> open = EnumSet.noneOf(Open.class);
    if (stream.inDoubt().contains(LookupKeys.KEY)) {
      if (lookup.isEmpty() || lookup.get().as().isEmpty()) {
        open.add(Open.RESULT);
      }
      if (lookup.isEmpty() || lookup.get().namesInDoubt()) {
        open.add(Open.NAMES);
      }
    }
    return open;
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    LookupSpec lookup = stream.operation(LookupSpec.class).orElseThrow();
    Columns answers =
        lookup
            .type()
            .map(context.types()::columns)
            .orElseGet(() -> Columns.of(RowType.of(), Hidden.any()));
    Optional<LookupNode.Builder> end = end(stream, lookup, answers, context);
    Optional<Map<String, Expression>> keys =
        new LookupKeyChecks(context).keys(lookup.key(), input, answers);
    boolean lengths = lengths(lookup, context);
    if (lookup.as().isEmpty()) {
      return input.withHidden(Hidden.any());
    }
    LocatedText as = lookup.as().get();
    boolean free = new RowSteps(context).isFree(as, input.rowType());
    boolean reason = new LookupReason(context).hasRoom(lookup.onError(), input);
    if (end.isEmpty() || keys.isEmpty() || answers.whole().isEmpty() || !lengths) {
      return free ? input.withHidden(input.hidden().with(as.text())) : input;
    }
    if (!free || !reason) {
      return input;
    }
    boolean nullable =
        lookup.onMissing().what() == Unanswered.KEEP || lookup.onError().what() == Unanswered.KEEP;
    RowType result =
        RowSteps.with(
            input.rowType(),
            Field.of(as.text(), DataType.row(answers.known()).withNullable(nullable)));
    String id = Role.ofOperation(LookupKeys.KEY, stream.name().text());
    context.add(
        rules(end.get(), lookup)
            .id(id)
            .name(stream.name().text())
            .input(input.port())
            .keys(keys.get())
            .answers(answers.known())
            .rowType(result)
            .build());
    name(lookup.onMissing().to(), input, Port.of(id, LookupNode.MISSING), context);
    lookup
        .onError()
        .to()
        .ifPresent(
            to ->
                context.name(
                    to,
                    input.through(
                        Port.of(id, LookupNode.FAILED), LookupNode.withReason(input.rowType()))));
    return input.through(Port.out(id), result);
  }

  private static void name(
      Optional<LocatedText> to, Flow input, Port port, AnalysisContext context) {
    to.ifPresent(name -> context.name(name, input.through(port, input.rowType())));
  }

  /** The system that is asked; empty where it is not known or its format is in doubt. */
  private static Optional<LookupNode.Builder> end(
      StreamSpec stream, LookupSpec lookup, Columns answers, AnalysisContext context) {
    Optional<Connector> connector = context.catalog().connector(lookup.connector().name().text());
    if (connector.isEmpty()) {
      return Optional.empty();
    }
    ConnectorDescriptor descriptor = connector.get().descriptor();
    new ConnectorChecks(context)
        .check(
            connector.get(),
            ConnectorUsage.lookup(
                stream.name().text(), lookup.connector().options(), lookup.keyColumns()),
            lookup.connector(),
            descriptor.lookupOptions().orElseThrow(),
            answers);
    Optional<FormatPlan> format =
        new FormatChecks(context)
            .check(
                lookup.format(),
                true,
                descriptor.lookupFormat(),
                answers.whole(),
                lookup.connector());
    return lookup.connector().complete() && readsRecords(lookup, context)
        ? Optional.of(
            LookupNode.builder()
                .connector(descriptor.name())
                .options(lookup.connector().options())
                .format(format))
        : Optional.empty();
  }

  /** A connector of files is asked for files as wholes where the format has these. */
  private static boolean hasRecords(Format format, LookupSpec lookup, AnalysisContext context) {
    boolean files =
        context
            .catalog()
            .connector(lookup.connector().name().text())
            .filter(connector -> connector.descriptor().wholeFiles())
            .isPresent();
    FormatDescriptor descriptor = format.descriptor();
    return !descriptor.changes()
        && !descriptor.filesOnly()
        && !(files && format.asFiles().isPresent());
  }

  /** Whether the format's records are rows as they are; where not, that is reported. */
  private static boolean readsRecords(LookupSpec lookup, AnalysisContext context) {
    Optional<FormatDescriptor> refused =
        lookup
            .format()
            .flatMap(written -> context.catalog().format(written.name().text()))
            .filter(format -> !hasRecords(format, lookup, context))
            .map(Format::descriptor);
    refused.ifPresent(
        format ->
            context.report(
                Diagnostic.at(
                        ConnectorCodes.OPTIONS_CONFLICT,
                        lookup.format().orElseThrow().name().span(),
                        "`"
                            + format.name()
                            + "` "
                            + (format.changes()
                                ? "tells what was done to rows, and a lookup asks how they are"
                                : "has files as wholes, and a lookup reads record by record"))
                    .label("not read by a lookup")
                    .help("write `format: json` or `csv`, and keep the rows so")));
    return refused.isEmpty();
  }

  private static LookupNode.Builder rules(LookupNode.Builder node, LookupSpec lookup) {
    return node.cache(lookup.cache().map(LookupOperation::cache))
        .timeout(lookup.timeout().map(LocatedDuration::duration).orElse(TIMEOUT))
        .capacity(lookup.capacity())
        .ordered(lookup.ordered())
        .attempts(lookup.attempts())
        .backoff(lookup.backoff().map(LocatedDuration::duration).orElse(BACKOFF))
        .onMissing(lookup.onMissing().what())
        .onError(lookup.onError().what());
  }

  private static LookupNode.Cache cache(CacheSpec cache) {
    return LookupNode.Cache.of(
        cache.size(), cache.ttl().orElseThrow().duration(), cache.ofNothing());
  }

  /** Whether the times are times; where not, that is reported. */
  private static boolean lengths(LookupSpec lookup, AnalysisContext context) {
    boolean right = true;
    Optional<LocatedDuration> ttl = lookup.cache().flatMap(CacheSpec::ttl);
    for (Optional<LocatedDuration> length : List.of(lookup.timeout(), ttl)) {
      right &= length.isEmpty() || WindowChecks.requireLength(length.get(), context);
    }
    return right && (lookup.cache().isEmpty() || ttl.isPresent());
  }
}
