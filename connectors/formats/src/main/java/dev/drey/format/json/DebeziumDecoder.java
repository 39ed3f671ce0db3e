// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowOutput;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's change events: {@code before}, {@code after} and {@code op}, at the top or, where the
 * events carry their schema, in {@code payload}. The keys may stand in any order.
 */
final class DebeziumDecoder extends ChangeLogDecoder<DebeziumDecoder.Event> {
  private static final long serialVersionUID = 1;

  private static final String BEFORE = "`before`";
  private static final String AFTER = "`after`";

  private final ChangeRows changes;

  private DebeziumDecoder(JsonRowReader columns, ChangeRows changes) {
    super(columns, new JsonDocument<>(new EventReader(columns)::read));
    this.changes = changes;
  }

  static DebeziumDecoder of(DecoderContext context) {
    return new DebeziumDecoder(
        JsonRowReader.top(
            context.produced(), context.positions(), JsonOptions.of(context.options())),
        ChangeRows.of(context));
  }

  @Override
  void emit(Event event, RowOutput rows) throws BadRecordException {
    if (event.empty) {
      return;
    }
    if (event.op == null) {
      throw new BadRecordException(
          "it has no `op`, so it is no change event of Debezium (one that was flattened is read"
              + " with `format: json`)");
    }
    switch (event.op) {
      case "c":
      case "r":
        ChangeRows.insert(event.after, AFTER, rows);
        break;
      case "u":
        changes.update(event.before, BEFORE, event.after, AFTER, rows);
        break;
      case "d":
        changes.delete(event.before, BEFORE, rows);
        break;
      case "t":
        throw new BadRecordException(
            "it empties the table (`op` is t), and no row can say so: let Debezium skip it with"
                + " skipped.operations=t");
      case "m":
        // A message that an application wrote into the database's log: it is about no row.
        break;
      default:
        throw new BadRecordException("its `op` is " + event.op + ", which is none of c, r, u, d");
    }
  }

  /** What an event says. */
  static final class Event {
    private Object @Nullable [] before;
    private Object @Nullable [] after;
    private @Nullable String op;

    /** Whether it is the end of a key, with a schema and no event. */
    private boolean empty;
  }

  private static final class EventReader implements Serializable {
    private static final long serialVersionUID = 1;

    private final JsonRowReader columns;

    EventReader(JsonRowReader columns) {
      this.columns = columns;
    }

    Event read(JsonParser parser) throws IOException, BadRecordException {
      Event event = new Event();
      read(parser, event, true);
      return event;
    }

    private void read(JsonParser parser, Event event, boolean top)
        throws IOException, BadRecordException {
      String name;
      while ((name = parser.nextFieldName()) != null) {
        parser.nextToken();
        switch (name) {
          case "before":
            event.before = isThere(parser, BEFORE) ? columns.read(parser) : null;
            break;
          case "after":
            event.after = isThere(parser, AFTER) ? columns.read(parser) : null;
            break;
          case "op":
            event.op = text(parser, "`op`");
            break;
          case "payload":
            if (top) {
              payload(parser, event);
              break;
            }
            parser.skipChildren();
            break;
          default:
            parser.skipChildren();
        }
      }
    }

    private void payload(JsonParser parser, Event event) throws IOException, BadRecordException {
      event.empty = !isThere(parser, "`payload`");
      if (!event.empty) {
        read(parser, event, false);
      }
    }
  }
}
