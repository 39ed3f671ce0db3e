// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

/** What is sure of the order of a stream's rows and of the watermarks among them. */
public enum ArrivalOrder {
  /** One subtask sends all, in an order that is the same in every run. */
  IN_ORDER,
  /** Several subtasks send, each in an order of its own; the rows are the same in every run. */
  SPREAD,
  /** Nothing, for it comes from a source that is read as it comes. */
  OPEN
}
