// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.csv;

import dev.drey.format.BadRecordException;
import java.util.Arrays;

/**
 * The fields of one record, as RFC 4180 separates them: a field in quotes may hold delimiters and
 * line ends, a quote in it is written twice. Stricter than many: a quote within a field that does
 * not begin with one, or text behind a closing quote, makes a bad record, for such a record is
 * mostly one that another reader would cut elsewhere. For one thread.
 */
final class CsvFields {
  private final char delimiter;
  private final char quote;
  private char[] text = new char[0];
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private boolean[] quoted = new boolean[16];
  private int count;

  CsvFields(CsvSyntax syntax) {
    this.delimiter = syntax.delimiter();
    this.quote = syntax.quote();
  }

  /** Splits the first characters of an array, in which doubled quotes are then halved. */
  void split(char[] record, int length) throws BadRecordException {
    text = record;
    count = 0;
    int at = 0;
    while (true) {
      at = at < length && record[at] == quote ? quotedField(at + 1, length) : field(at, length);
      if (at == length) {
        return;
      }
      at++;
    }
  }

  private int field(int start, int length) throws BadRecordException {
    int at = start;
    while (at < length && text[at] != delimiter) {
      if (text[at] == quote) {
        throw new BadRecordException(
            "field " + (count + 1) + " has a quote inside but does not begin with one");
      }
      at++;
    }
    add(start, at, false);
    return at;
  }

  private int quotedField(int start, int length) throws BadRecordException {
    int at = start;
    int end = start;
    while (true) {
      if (at == length) {
        throw new BadRecordException("the quotes of field " + (count + 1) + " are not closed");
      }
      if (text[at] == quote) {
        at++;
        if (at == length || text[at] != quote) {
          break;
        }
      }
      text[end++] = text[at++];
    }
    if (at < length && text[at] != delimiter) {
      throw new BadRecordException("field " + (count + 1) + " goes on behind its closing quote");
    }
    add(start, end, true);
    return at;
  }

  private void add(int start, int end, boolean inQuotes) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      quoted = Arrays.copyOf(quoted, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    quoted[count] = inQuotes;
    count++;
  }

  int count() {
    return count;
  }

  int start(int field) {
    return starts[field];
  }

  int length(int field) {
    return ends[field] - starts[field];
  }

  String text(int field) {
    return new String(text, start(field), length(field));
  }

  /** Whether the field is this text, without quotes. */
  boolean isBare(int field, String expected) {
    if (quoted[field] || length(field) != expected.length()) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if (text[starts[field] + i] != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Drops the blanks around a field that has no quotes. */
  void trim(int field) {
    if (quoted[field]) {
      return;
    }
    while (starts[field] < ends[field] && text[starts[field]] == ' ') {
      starts[field]++;
    }
    while (starts[field] < ends[field] && text[ends[field] - 1] == ' ') {
      ends[field]--;
    }
  }
}
