package dev.drey.plan;

import dev.drey.connector.Catalog;
import dev.drey.connector.RecordReader.ErrorPolicy;
import dev.drey.expression.AggregateCall;
import dev.drey.expression.AggregateFunction;
import dev.drey.expression.Expression;
import dev.drey.expression.Expressions;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The facts of a plan's operators: types, keys, time, state and what bounds it. */
public final class PlanFacts {
  private final LogicalPlan plan;
  private final Expressions expressions;
  private final TimedPaths timed;
  private final ShownOptions options;
  private final Map<Port, String> names = new LinkedHashMap<>();

  public PlanFacts(LogicalPlan plan, Catalog catalog, Expressions expressions) {
    this.plan = plan;
    this.expressions = expressions;
    this.options = new ShownOptions(plan, catalog);
    this.timed = TimedPaths.of(plan);
    plan.streams().forEach((name, port) -> names.merge(port, name, (a, b) -> a + ", " + b));
  }

  /** In the order of the plan. */
  public List<OperatorFacts> operators() {
    List<OperatorFacts> operators = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      Description description = new Description();
      String kind = node.accept(description);
      operators.add(OperatorFacts.of(node.id(), kind, node.inputs(), description.facts));
    }
    return operators;
  }

  private RowType type(Port port) {
    return plan.node(port.node()).rowType(port.port());
  }

  private String streamAt(Port port) {
    return names.getOrDefault(port, port.toString());
  }

  private final class Description implements PlanVisitor<String> {
    private final Map<String, String> facts = new LinkedHashMap<>();

    @Override
    public String source(SourceNode source) {
      facts.put("connector", source.connector());
      facts.putAll(options.of(source.id()));
      source.format().ifPresent(format -> facts.put("format", format.name()));
      facts.put("rows", source.produced().toString());
      long read = source.metadata().stream().filter(Optional::isEmpty).count();
      if (read < source.declared().size()) {
        facts.put("reads", read + " of " + source.declared().size() + " columns of a record");
      }
      source
          .eventTime()
          .ifPresentOrElse(time -> time(source, time), () -> facts.put("time", "none"));
      if (timed.leadToWindow(source.id())) {
        source.readingOrder().ifPresent(order -> facts.put("read", order));
      }
      facts.put("bad records", badRecords(source));
      return "source";
    }

    private void time(SourceNode source, EventTime time) {
      facts.put("time", expressions.text(time.timestamp(), source.produced()));
      String watermark =
          time.punctuated()
              .map(mark -> "from each record: " + expressions.text(mark, source.produced()))
              .orElse(
                  time.outOfOrderness().isZero()
                      ? "at the latest time seen"
                      : Durations.text(time.outOfOrderness()) + " behind the latest time seen");
      facts.put("watermark", watermark);
      time.idleTimeout()
          .ifPresent(idle -> facts.put("idle", "after " + Durations.text(idle) + " of silence"));
      time.maxFutureSkew()
          .ifPresent(
              skew ->
                  facts.put(
                      "future",
                      "a record more than "
                          + Durations.text(skew)
                          + " ahead of the clock moves no watermark; counted"));
    }

    private String badRecords(SourceNode source) {
      if (source.errorPolicy() == ErrorPolicy.EMIT) {
        return "to " + streamAt(Port.of(source.id(), SourceNode.BAD));
      }
      return source.errorPolicy() == ErrorPolicy.DROP ? "dropped and counted" : "stop the job";
    }

    @Override
    public String calc(CalcNode calc) {
      RowType input = type(calc.input());
      calc.condition().ifPresent(where -> facts.put("where", expressions.text(where, input)));
      facts.put("rows", calc.rowType().toString());
      List<String> computed = new ArrayList<>();
      for (int i = 0; i < calc.projections().size(); i++) {
        Expression projection = calc.projections().get(i);
        String name = calc.rowType().field(i).name();
        boolean plain =
            projection.isColumn() && input.field(projection.column()).name().equals(name);
        if (!plain) {
          computed.add(RowType.quoted(name) + " = " + expressions.text(projection, input));
        }
      }
      if (!computed.isEmpty()) {
        facts.put("computes", String.join("; ", computed));
      }
      return "rows";
    }

    @Override
    public String explode(ExplodeNode explode) {
      String column = explode.rowType().field(explode.arrayColumn()).name();
      facts.put(
          "explodes",
          RowType.quoted(column) + (explode.outer() ? "; an empty list gives NULL" : ""));
      facts.put("rows", explode.rowType().toString());
      return "explode";
    }

    @Override
    public String union(UnionNode union) {
      facts.put("rows", union.rowType().toString());
      if (timed.leadToWindow(union.id())) {
        facts.put("order", "by time where all inputs end, so that every run is alike");
      }
      return "union";
    }

    @Override
    public String route(RouteNode route) {
      RowType input = type(route.input());
      boolean rest = false;
      for (RouteNode.Branch branch : route.branches()) {
        rest |= branch.condition().isEmpty();
        facts.put(
            "to " + branch.name(),
            branch.condition().map(c -> expressions.text(c, input)).orElse("otherwise"));
      }
      if (!rest) {
        facts.put("otherwise", "dropped and counted");
      }
      return "route";
    }

    @Override
    public String window(WindowNode window) {
      RowType input = type(window.input());
      facts.put("key", key(window, input));
      facts.put("window", shape(window.shape()));
      for (int i = 0; i < window.calls().size(); i++) {
        Field column = window.rowType().field(window.keys().size() + 2 + i);
        facts.put("keeps " + column.name(), call(window.calls().get(i), input));
      }
      facts.put("rows", window.rowType().toString());
      facts.put("state", state(window));
      facts.put("bounded by", bound(window));
      if (!window.shape().processingTime()) {
        facts.put(
            "late records",
            window.emitsLate()
                ? "to " + streamAt(Port.of(window.id(), WindowNode.LATE))
                : "dropped and counted");
        facts.put("time", "window_end - 1 ms");
      }
      return "window";
    }

    private String key(WindowNode window, RowType input) {
      return window.keys().isEmpty()
          ? "none: one group on one subtask"
          : input.project(window.keys()).toString();
    }

    private String shape(WindowShape shape) {
      String size = Durations.text(shape.size());
      String text;
      switch (shape.kind()) {
        case TUMBLING:
          text = "tumbling " + size;
          break;
        case SLIDING:
          text = "sliding " + size + " every " + Durations.text(shape.every());
          break;
        default:
          text = "session with a gap of " + size;
      }
      String offset = shape.offset().isZero() ? "" : " offset " + Durations.text(shape.offset());
      return text + offset + (shape.processingTime() ? " of processing time" : " of event time");
    }

    private String call(AggregateCall call, RowType input) {
      List<String> arguments =
          call.arguments().stream()
              .map(a -> RowType.quoted(input.field(a).name()))
              .collect(Collectors.toList());
      String text =
          call.function()
              + "("
              + (call.distinct() ? "DISTINCT " : "")
              + (arguments.isEmpty() ? "*" : String.join(", ", arguments))
              + ")";
      return call.filter().isPresent()
          ? text
              + " FILTER (WHERE "
              + RowType.quoted(input.field(call.filter().getAsInt()).name())
              + ")"
          : text;
    }

    private String state(WindowNode window) {
      List<String> growing = new ArrayList<>();
      for (AggregateCall call : window.calls()) {
        if (call.distinct()) {
          growing.add("an entry per distinct value");
        } else if (call.function() == AggregateFunction.COLLECT) {
          growing.add("an entry per record");
        }
      }
      int calls = window.calls().size();
      String each = calls == 1 ? "1 accumulator" : calls + " accumulators";
      return each
          + " per key and window"
          + (growing.isEmpty() ? "" : ", with " + String.join(" and ", growing));
    }

    private String bound(WindowNode window) {
      String clock = window.shape().processingTime() ? "the clock" : "the watermark";
      String end =
          window.shape().kind() == WindowShape.Kind.SESSION
              ? "the end of the session"
              : "the end of the window";
      return clock
          + " passing "
          + end
          + (window.allowedLateness().isZero()
              ? ""
              : " by " + Durations.text(window.allowedLateness()));
    }

    @Override
    public String sink(SinkNode sink) {
      facts.put("connector", sink.connector());
      facts.putAll(options.of(sink.id()));
      sink.format().ifPresent(format -> facts.put("format", format.name()));
      facts.put("rows", sink.rowType().toString());
      sink.expressions()
          .forEach(
              (path, value) ->
                  facts.put(
                      sink.connector() + "." + path, expressions.text(value, sink.rowType())));
      facts.put("delivery", sink.delivery().specName());
      return "sink";
    }
  }
}
