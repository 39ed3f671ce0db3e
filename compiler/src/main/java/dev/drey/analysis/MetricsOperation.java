// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.MetricsNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.RowMetric;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code metrics}: what is to be seen of a stream's rows while the job runs. */
final class MetricsOperation implements StreamOperation {
  private static final String KEY = "metrics";
  private static final double DEFAULT_DECAY = 0.1;

  @Override
  public Step step() {
    return Step.SEEN;
  }

  @Override
  public List<Key> keys(CatalogKeys catalog) {
    Shape mean =
        Shape.object(
            Key.required("mean", Shape.expression(), "The values of the mean.")
                .withExample("speed"),
            Key.of("decay", Shape.number(), "The weight of the newest value, above 0, at most 1.")
                .withDefault("0.1")
                .withExample("0.5"));
    Shape metric =
        Shape.object(
            List.of(
                Key.of("count", Shape.expression(), "Counts the rows for which it is TRUE.")
                    .withExample("speed > 106"),
                Key.of(
                        "gauge",
                        Shape.oneOf(Shape.expression(), mean),
                        "Shows the last value, or a mean in which a value counts the less the older"
                            + " it is.")
                    .withExample("{mean: speed, decay: 0.1}"),
                Key.of(
                        "histogram",
                        Shape.expression(),
                        "Shows how the latest 1,000 values are distributed, in whole numbers.")
                    .withExample("took_ms")),
            List.of(Constraint.exactlyOne("count", "gauge", "histogram")));
    return List.of(
        Key.of(
                KEY,
                Shape.map(METRIC_NAME, metric),
                "Metrics of the stream's rows, by name; a value that is NULL is passed over. On the"
                    + " managed service they are in CloudWatch, with the stream as a dimension.")
            .withExample("{fast_total: {count: speed > 106}, latency: {histogram: took_ms}}"));
  }

  private static final String METRIC_NAME = "^[A-Za-z_][A-Za-z0-9_]{0,62}$";

  @Override
  public List<Constraint> constraints() {
    return List.of(Constraint.atMostOne(KEY, "route").withHelp(APART));
  }

  @Override
  public void spell(Spellings spellings) {
    spellings.put("a stream", KEY, "metric", "measures", "counters", "gauges", "histograms");
    spellings.put("`metrics`", "count", "counter", "meter");
    spellings.put("`metrics`", "histogram", "distribution", "summary", "timer");
  }

  @Override
  public Optional<OperationSpec> read(Fields stream, EndReader ends) {
    return stream
        .object(KEY)
        .map(
            fields -> {
              List<MetricsSpec.Metric> metrics = new ArrayList<>();
              for (YamlEntry entry : fields.mapping().entries()) {
                if (entry.value() instanceof YamlMapping) {
                  metric(entry).ifPresent(metrics::add);
                }
              }
              return MetricsSpec.of(metrics);
            });
  }

  private static Optional<MetricsSpec.Metric> metric(YamlEntry entry) {
    Fields fields = Fields.of(entry.value());
    Optional<Fields> mean = fields.objectIfAny("gauge");
    Optional<LocatedText> decay = mean.flatMap(one -> one.text("decay"));
    return fields
        .text("count")
        .map(
            of ->
                MetricsSpec.Metric.of(
                    entry.key().text(), RowMetric.Kind.COUNT, of, Optional.empty()))
        .or(
            () ->
                fields
                    .text("histogram")
                    .map(
                        of ->
                            MetricsSpec.Metric.of(
                                entry.key().text(),
                                RowMetric.Kind.HISTOGRAM,
                                of,
                                Optional.empty())))
        .or(
            () ->
                mean.flatMap(one -> one.text("mean"))
                    .map(
                        of ->
                            MetricsSpec.Metric.of(
                                entry.key().text(), RowMetric.Kind.MEAN, of, decay)))
        .or(
            () ->
                fields
                    .textIfAny("gauge")
                    .map(
                        of ->
                            MetricsSpec.Metric.of(
                                entry.key().text(), RowMetric.Kind.LAST, of, Optional.empty())));
  }

  @Override
  public boolean isIn(StreamSpec stream) {
    return stream.operation(MetricsSpec.class).isPresent();
  }

  /** Nothing: rows stay as they are. */
  @Override
  public Set<Open> open(StreamSpec stream) {
    return Set.of();
  }

  @Override
  public Flow analyze(StreamSpec stream, Flow input, AnalysisContext context) {
    List<RowMetric> metrics = new ArrayList<>();
    for (MetricsSpec.Metric metric : stream.operation(MetricsSpec.class).orElseThrow().metrics()) {
      double decay = decay(metric, context);
      value(metric, input, context)
          .ifPresent(
              value ->
                  metrics.add(RowMetric.of(metric.name().text(), metric.kind(), value, decay)));
    }
    if (metrics.isEmpty()) {
      return input;
    }
    String id = Role.ofOperation(KEY, stream.name().text());
    context.add(MetricsNode.of(id, stream.name().text(), input.port(), metrics, input.rowType()));
    return input.through(Port.out(id), input.rowType());
  }

  private static Optional<Expression> value(
      MetricsSpec.Metric metric, Flow input, AnalysisContext context) {
    if (metric.kind() == RowMetric.Kind.COUNT) {
      return context.scalar(metric.of(), input, Expected.BOOLEAN);
    }
    Optional<Expression> value = context.scalar(metric.of(), input, Expected.ANY);
    if (value.isEmpty() || value.get().type().kind().isNumeric()) {
      TypeKind kind = metric.kind() == RowMetric.Kind.HISTOGRAM ? TypeKind.BIGINT : TypeKind.DOUBLE;
      return value.map(
          each ->
              context
                  .expressions()
                  .cast(each, DataType.of(kind).withNullable(each.type().nullable())));
    }
    context.report(
        Diagnostic.at(
                TypeCodes.WRONG_RESULT,
                metric.of().span(),
                "a metric shows numbers, and this is " + value.get().type().withNullable(true))
            .label("not a number")
            .help(
                "write what is a number, such as CHAR_LENGTH(x) of a text or CARDINALITY(x) of a"
                    + " list, or `count: CONDITION`"));
    return Optional.empty();
  }

  /** The weight of the newest value; one that is out of range is reported. */
  private static double decay(MetricsSpec.Metric metric, AnalysisContext context) {
    if (metric.kind() != RowMetric.Kind.MEAN) {
      return 1;
    }
    Optional<LocatedText> written = metric.decay().filter(text -> !text.unresolved());
    double decay =
        written.map(text -> new BigDecimal(text.text()).doubleValue()).orElse(DEFAULT_DECAY);
    if (decay <= 0 || decay > 1) {
      context.report(
          Diagnostic.at(
                  StructureCodes.OUT_OF_RANGE,
                  written.orElse(metric.name()).span(),
                  "`decay` is a number above 0 and at most 1")
              .help("write `0.1`, with which the newest value has a tenth of the weight"));
    }
    return decay;
  }
}
