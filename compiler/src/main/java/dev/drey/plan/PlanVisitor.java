package dev.drey.plan;

/** One method per kind of node. */
public interface PlanVisitor<R> {
  R source(SourceNode node);

  R calc(CalcNode node);

  R explode(ExplodeNode node);

  R union(UnionNode node);

  R route(RouteNode node);

  R window(WindowNode node);

  R sink(SinkNode node);
}
