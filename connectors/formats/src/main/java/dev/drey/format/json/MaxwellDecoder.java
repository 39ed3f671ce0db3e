// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Maxwell's rows: {@code type}, {@code data} and, of an update, in {@code old} what the columns
 * were that it changed. The keys may stand in any order.
 */
final class MaxwellDecoder extends ChangeLogDecoder<MaxwellDecoder.Event> {
  private static final long serialVersionUID = 1;

  private static final String DATA = "`data`";
  private static final String OLD = "`old`";

  /** Stands for a column that {@code old} does not name. */
  private static final Object SAME = new Object();

  private final ChangeRows changes;

  private MaxwellDecoder(JsonRowReader columns, int size, ChangeRows changes) {
    super(columns, new JsonDocument<>(new EventReader(columns, size)));
    this.changes = changes;
  }

  static MaxwellDecoder of(DecoderContext context) {
    return new MaxwellDecoder(
        JsonRowReader.top(
            context.produced(), context.positions(), JsonOptions.of(context.options())),
        context.produced().size(),
        ChangeRows.of(context));
  }

  @Override
  void emit(Event event, RowOutput rows) throws BadRecordException {
    if (event.type == null) {
      throw new BadRecordException("it has no `type`, so it is no row of Maxwell");
    }
    switch (event.type) {
      case "insert":
      case "bootstrap-insert":
        ChangeRows.insert(event.data, DATA, rows);
        break;
      case "update":
        changes.update(before(event), OLD, event.data, DATA, rows);
        break;
      case "delete":
        changes.delete(event.data, DATA, rows);
        break;
      case "bootstrap-start":
      case "bootstrap-complete":
        // Where a copy of the table begins and ends.
        break;
      default:
        throw new BadRecordException(
            "its `type` is "
                + event.type
                + ", which is none of insert, update, delete (Maxwell writes changes of tables to"
                + " this topic where output_ddl is on)");
    }
  }

  private static Object @Nullable [] before(Event event) {
    if (event.old == null || event.data == null) {
      return null;
    }
    Object[] before = event.old;
    for (int i = 0; i < before.length; i++) {
      if (before[i] == SAME) {
        before[i] = event.data[i];
      }
    }
    return before;
  }

  /** What a record says. */
  static final class Event {
    private @Nullable String type;
    private Object @Nullable [] data;
    private Object @Nullable [] old;
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
      json.enter();
      if (json.leave()) {
        return event;
      }
      do {
        switch (key(json)) {
          case "type":
            event.type = text(json, "`type`");
            break;
          case "data":
            event.data = row(json, columns, new Object[size], DATA);
            break;
          case "old":
            event.old = row(json, columns, unchanged(), OLD);
            break;
          default:
            json.value();
        }
      } while (json.goesOn());
      return event;
    }

    private Object[] unchanged() {
      Object[] row = new Object[size];
      Arrays.fill(row, SAME);
      return row;
    }
  }
}
