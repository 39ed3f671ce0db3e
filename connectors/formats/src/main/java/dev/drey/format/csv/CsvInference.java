// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.csv;

import dev.drey.format.BadRecordException;
import dev.drey.format.InferredType;
import dev.drey.format.TypeImportException;
import dev.drey.format.TypeInference;
import dev.drey.format.infer.Guess;
import dev.drey.format.infer.Samples;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type of lines of fields. The delimiter is the one that the first line has most of, and that
 * line names the columns where none of its fields is a number and all differ.
 */
final class CsvInference implements TypeInference {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");
  private static final String DELIMITERS = ",;\t|";

  @Override
  public List<String> fileSuffixes() {
    return List.of(".csv", ".tsv", ".csv.gz", ".tsv.gz");
  }

  @Override
  public InferredType of(Path file, long most) throws IOException, TypeImportException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(Samples.open(file), StandardCharsets.UTF_8))) {
      String first = record(in);
      if (first == null) {
        throw problem("the file is empty");
      }
      char delimiter = delimiter(first);
      CsvFields fields = new CsvFields(syntax(delimiter));
      List<@Nullable String> top = split(fields, first, 1);
      boolean header = isHeader(top);
      Guess guess = new Guess();
      long records = 0;
      String record = header ? record(in) : first;
      for (; record != null && records < most; record = record(in)) {
        if (!record.isEmpty()) {
          records++;
          List<@Nullable String> values = split(fields, record, records);
          if (values.size() != top.size()) {
            throw problem(
                "record "
                    + records
                    + " has "
                    + values.size()
                    + " fields, and the first line "
                    + top.size());
          }
          guess.add(row(top, header, values));
        }
      }
      if (records == 0) {
        throw problem("there is a line with names, and no record behind it");
      }
      Map<String, String> notes = new LinkedHashMap<>();
      RowType columns = guess.columns(notes);
      return InferredType.of(columns, notes, format(header, delimiter), records);
    }
  }

  /** A record may go on behind the end of a line, within quotes. */
  private static @Nullable String record(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && line.chars().filter(each -> each == '"').count() % 2 == 1) {
      String more = in.readLine();
      if (more == null) {
        return line;
      }
      line = line + "\n" + more;
    }
    return line;
  }

  private static char delimiter(String line) {
    char found = ',';
    long most = 0;
    for (int i = 0; i < DELIMITERS.length(); i++) {
      char each = DELIMITERS.charAt(i);
      long count = line.chars().filter(one -> one == each).count();
      if (count > most) {
        found = each;
        most = count;
      }
    }
    return found;
  }

  private static CsvSyntax syntax(char delimiter) {
    return CsvSyntax.of(
        OptionValues.empty().with(CsvSyntax.DELIMITER.key(), String.valueOf(delimiter)));
  }

  private static List<@Nullable String> split(CsvFields fields, String record, long number)
      throws TypeImportException {
    try {
      fields.split(record.toCharArray(), record.length());
    } catch (BadRecordException e) {
      throw problem("record " + number + " cannot be read: " + e.getMessage());
    }
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 0; i < fields.count(); i++) {
      values.add(fields.isBare(i, "") ? null : fields.text(i));
    }
    return values;
  }

  private static boolean isHeader(List<@Nullable String> fields) {
    return fields.stream().allMatch(field -> field != null && !NUMBER.matcher(field).matches())
        && new HashSet<>(fields).size() == fields.size();
  }

  private static Map<String, @Nullable Object> row(
      List<@Nullable String> top, boolean header, List<@Nullable String> values) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      row.put(header ? String.valueOf(top.get(i)) : "column" + (i + 1), value(values.get(i)));
    }
    return row;
  }

  /** The value that a field's text looks like; 007 is no number. */
  private static @Nullable Object value(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.valueOf(text);
    }
    return NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
  }

  private static String format(boolean header, char delimiter) {
    List<String> options = new ArrayList<>();
    if (header) {
      options.add(CsvSyntax.HEADER.name() + ": true");
    }
    if (delimiter != ',') {
      options.add(
          CsvSyntax.DELIMITER.name() + ": \"" + (delimiter == '\t' ? "\\t" : delimiter) + "\"");
    }
    return options.isEmpty() ? "csv" : "{csv: {" + String.join(", ", options) + "}}";
  }

  private static TypeImportException problem(String message) {
    return new TypeImportException(message, TypeImportException.NOWHERE);
  }
}
