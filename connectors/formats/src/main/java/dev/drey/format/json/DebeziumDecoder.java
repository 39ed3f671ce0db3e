// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowOutput;
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

  private DebeziumDecoder(JsonRowReader columns, int size, ChangeRows changes) {
    super(columns, new JsonDocument<>(new EventReader(columns, size)));
    this.changes = changes;
  }

  static DebeziumDecoder of(DecoderContext context) {
    return new DebeziumDecoder(
        JsonRowReader.top(
            context.produced(), context.positions(), JsonOptions.of(context.options())),
        context.produced().size(),
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

  private static final class EventReader implements JsonDocument.Reading<Event> {
    private static final long serialVersionUID = 1;

    private final JsonRowReader columns;
    private final int size;

    EventReader(JsonRowReader columns, int size) {
      this.columns = columns;
      this.size = size;
    }

    @Override
    public Event make(JsonScanner json, long value) throws BadRecordException {
      Event event = new Event();
      read(json, event, true);
      return event;
    }

    private void read(JsonScanner json, Event event, boolean top) throws BadRecordException {
      json.enter();
      if (json.leave()) {
        return;
      }
      do {
        String key = key(json);
        switch (key) {
          case "before":
            event.before = row(json, columns, new Object[size], BEFORE);
            break;
          case "after":
            event.after = row(json, columns, new Object[size], AFTER);
            break;
          case "op":
            event.op = text(json, "`op`");
            break;
          default:
            if (top && key.equals("payload")) {
              payload(json, event);
            } else {
              json.value();
            }
        }
      } while (json.goesOn());
    }

    private void payload(JsonScanner json, Event event) throws BadRecordException {
      event.empty = json.peek() != '{' && !isThere(json, json.value(), "`payload`");
      if (!event.empty) {
        read(json, event, false);
      }
    }
  }
}
