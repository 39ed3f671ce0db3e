package dev.drey.plan;

import dev.drey.type.RowType;
import java.util.List;

/**
 * One operator of a plan: an immutable value. Its id is the operator's uid, made of the name in the
 * spec and the operator's {@link Role}: {@code velocity.window}.
 */
public interface PlanNode {
  /** The port of a node's ordinary rows. */
  String OUT = "out";

  /** The operator's uid. */
  String id();

  /** The name in the spec that this operator belongs to. */
  String name();

  /** What it reads, in order. */
  List<Port> inputs();

  /** The same operator over other inputs, as many as before and with the same columns. */
  PlanNode withInputs(List<Port> inputs);

  /** The names of its outputs; empty for a sink. */
  List<String> ports();

  /**
   * The columns of one of its outputs.
   *
   * @throws IllegalArgumentException where there is no such port
   */
  RowType rowType(String port);

  <R> R accept(PlanVisitor<R> visitor);
}
