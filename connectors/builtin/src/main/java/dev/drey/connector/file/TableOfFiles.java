// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.LookupContext;
import dev.drey.format.BadRecordException;
import dev.drey.format.RowDecoder;
import dev.drey.row.RowKey;
import dev.drey.type.RowType;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.InstantiationUtil;

/**
 * The records of files as rows by key. One that cannot be read, or that lacks a column which needs
 * a value, makes the whole table unreadable: an answer that is missing would look like none. A row
 * with NULL in its key is found by nobody.
 */
final class TableOfFiles implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final String path;
  private final RowDecoder unopened;
  private final RowType rowType;
  private final int[] keys;

  TableOfFiles(LookupContext context) {
    this.name = context.name();
    this.path = context.options().get(FileOptions.PATH);
    this.unopened = context.decoder().orElseThrow();
    this.rowType = context.rowType();
    this.keys = context.keys().stream().mapToInt(rowType::indexOf).toArray();
  }

  /** All rows as they are now. */
  Map<RowKey, List<Object[]>> read() {
    FileTrouble trouble = FileTrouble.ofLookup(name, path);
    Map<RowKey, List<Object[]>> rows = new HashMap<>();
    RowDecoder decoder = unused();
    decoder.open();
    for (Path file : new MatchingFiles(path).check(trouble)) {
      decoder.startOfFile();
      String shown = RecordFileReader.displayPath(file);
      try (RecordCutter records =
          new RecordCutter(
              shown,
              RecordFileFormat.open(file),
              decoder.quoting().orElse(null),
              decoder.isText())) {
        while (records.advance()) {
          add(records, decoder, rows);
        }
      } catch (BadRecordException bad) {
        throw trouble.cannotRead(shown + ", " + bad.getMessage(), null);
      } catch (IOException e) {
        throw trouble.cannotRead(FileTrouble.reason(e), e);
      }
    }
    return rows;
  }

  /** A decoder is opened once, and files may be read many times. */
  private RowDecoder unused() {
    try {
      return InstantiationUtil.clone(unopened);
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("a decoder goes to every task, so it can be copied", e);
    }
  }

  private void add(RecordCutter records, RowDecoder decoder, Map<RowKey, List<Object[]>> rows)
      throws BadRecordException {
    if (records.wholeLength() > records.length()) {
      throw at(
          records, "the record has " + records.wholeLength() + " bytes, more than one may have");
    }
    List<Object[]> decoded = new ArrayList<>();
    try {
      decoder.decodeAll(records.bytes(), records.offset(), records.length(), decoded::add);
    } catch (BadRecordException bad) {
      throw at(records, String.valueOf(bad.getMessage()));
    }
    for (Object[] row : decoded) {
      for (int i = 0; i < rowType.size(); i++) {
        if (row[i] == null && !rowType.field(i).type().nullable()) {
          throw at(
              records,
              "`"
                  + rowType.field(i).name()
                  + "` is declared NOT NULL but the record has no value for it");
        }
      }
      put(row, rows);
    }
  }

  private void put(Object[] row, Map<RowKey, List<Object[]>> rows) {
    Object[] key = new Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      if (row[keys[i]] == null) {
        return;
      }
      key[i] = row[keys[i]];
    }
    rows.computeIfAbsent(new RowKey(key), each -> new ArrayList<>(1)).add(row);
  }

  private static BadRecordException at(RecordCutter records, String reason) {
    return new BadRecordException("line " + records.line() + ": " + reason);
  }
}
