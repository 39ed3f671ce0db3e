// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** An event as Debezium makes one of a change. */
final class ChangeEvent {
  private final Struct event;
  private final String op;

  private ChangeEvent(Struct event, String op) {
    this.event = event;
    this.op = op;
  }

  static ChangeEvent of(Struct event) {
    return new ChangeEvent(event, event.getString("op"));
  }

  /** In the words of the reference. */
  String operation() {
    switch (op) {
      case "r":
        return "read";
      case "c":
        return "insert";
      case "u":
        return "update";
      case "d":
        return "delete";
      default:
        return "truncate";
    }
  }

  boolean isOfSnapshot() {
    return op.equals("r");
  }

  boolean isDelete() {
    return op.equals("d");
  }

  boolean isUpdate() {
    return op.equals("u");
  }

  boolean emptiesTable() {
    return op.equals("t");
  }

  Struct source() {
    return event.getStruct("source");
  }

  /** The row before, as far as the log has it. */
  @Nullable Struct before() {
    return event.schema().field("before") == null ? null : event.getStruct("before");
  }

  @Nullable Struct after() {
    return event.schema().field("after") == null ? null : event.getStruct("after");
  }

  @Override
  public String toString() {
    return event.toString();
  }
}
