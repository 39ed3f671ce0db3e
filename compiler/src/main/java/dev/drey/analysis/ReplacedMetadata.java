// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.plan.SourceNode;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is in the columns of metadata of a source in whose place a file is read. A record that may
 * lack columns brings those it has under their own names. Else the connector's position is where
 * the record stood: the first of its texts is the file, the last of its columns the line, and any
 * other is 0 or empty; what may be NULL is NULL. The rest, such as a time that nobody knows, the
 * record has to have.
 */
final class ReplacedMetadata {
  private final SourceNode source;
  private final List<String> position;
  private final String path;
  private final String line;
  private final boolean free;
  private final Set<Integer> usedByTime = new TreeSet<>();
  private final List<Field> declared;
  private final List<Field> produced = new ArrayList<>();
  private final List<Optional<String>> metadata = new ArrayList<>();
  private Optional<List<Expression>> filled = Optional.empty();

  private ReplacedMetadata(
      SourceNode source, List<String> position, List<String> file, boolean free) {
    this.source = source;
    this.position = position;
    this.path = file.get(0);
    this.line = file.get(file.size() - 1);
    this.free = free;
    this.declared = new ArrayList<>(source.declared().fields());
    source
        .eventTime()
        .ifPresent(
            time -> {
              usedByTime.addAll(time.timestamp().columns());
              time.punctuated().ifPresent(mark -> usedByTime.addAll(mark.columns()));
            });
  }

  /**
   * @param position the metadata that say where a record of the source's own connector stands
   * @param file those that say where a record of a file stands
   * @param free whether a record of the file may lack columns
   */
  static ReplacedMetadata of(
      SourceNode source,
      List<String> position,
      List<String> file,
      boolean free,
      Expressions expressions) {
    ReplacedMetadata columns = new ReplacedMetadata(source, position, file, free);
    columns.read(expressions);
    return columns;
  }

  /** The columns of the file's records. */
  RowType declared() {
    return RowType.of(declared);
  }

  /** The columns that the file's source makes. */
  RowType produced() {
    return RowType.of(produced);
  }

  /** The file's metadata in them. */
  List<Optional<String>> metadata() {
    return List.copyOf(metadata);
  }

  /** What makes the replaced source's columns of them; absent where they are these. */
  Optional<List<Expression>> filled() {
    return filled;
  }

  private void read(Expressions expressions) {
    List<Optional<String>> fillers = new ArrayList<>();
    for (int i = 0; i < source.produced().size(); i++) {
      fillers.add(filler(i));
      column(shown(i), source.metadata().get(i).isPresent(), fillers.get(i));
    }
    if (fillers.stream().allMatch(Optional::isEmpty)) {
      return;
    }
    String pathColumn = add(path, DataType.string());
    String lineColumn = add(line, DataType.of(TypeKind.BIGINT));
    RowType input = produced();
    List<Expression> made = new ArrayList<>();
    for (int i = 0; i < fillers.size(); i++) {
      if (fillers.get(i).isEmpty()) {
        made.add(expressions.column(input, i));
        continue;
      }
      String value = fillers.get(i).orElseThrow();
      String filler =
          value.equals(path) ? quoted(pathColumn) : value.equals(line) ? quoted(lineColumn) : value;
      Field field = source.produced().field(i);
      String cast = "CAST(" + filler + " AS " + field.type().withNullable(true) + ")";
      made.add(
          typed(
              free ? "COALESCE(" + quoted(field.name()) + ", " + cast + ")" : cast,
              input,
              expressions));
    }
    filled = Optional.of(made);
  }

  /**
   * A time that the spec takes from metadata without a column of its own has the metadata's name.
   */
  private Field shown(int column) {
    Field field = source.produced().field(column);
    Optional<String> key = source.metadata().get(column);
    boolean hidden = key.isPresent() && field.name().equals("$" + key.get());
    return hidden
            && !source.declared().names().contains(key.get())
            && !source.produced().names().contains(key.get())
        ? Field.of(key.get(), field.type())
        : field;
  }

  private void column(Field field, boolean isMetadata, Optional<String> filler) {
    Field read =
        filler.isPresent() ? Field.of(field.name(), field.type().withNullable(true)) : field;
    if (isMetadata && filler.isPresent() && !free) {
      // Its place alone is kept; what is in it is made behind the source.
      produced.add(Field.of(field.name(), DataType.of(TypeKind.BIGINT).notNull()));
      metadata.add(Optional.of(line));
      return;
    }
    if (isMetadata) {
      declared.add(read);
    }
    produced.add(read);
    metadata.add(Optional.empty());
  }

  /** A column of the file's own metadata, under a name that no other has. */
  private String add(String key, DataType type) {
    String name = key;
    while (produced().names().contains(name) || declared().names().contains(name)) {
      name += "_";
    }
    produced.add(Field.of(name, type.notNull()));
    metadata.add(Optional.of(key));
    return name;
  }

  /** An expression, the file's path or its line; absent where the record alone can say it. */
  private Optional<String> filler(int column) {
    Optional<String> key = source.metadata().get(column);
    if (key.isEmpty() || usedByTime.contains(column)) {
      return Optional.empty();
    }
    DataType type = source.produced().field(column).type();
    int place = position.indexOf(key.get());
    if (place < 0) {
      return type.nullable() && !free ? Optional.of("NULL") : Optional.empty();
    }
    if (place == position.size() - 1) {
      return Optional.of(line);
    }
    boolean text = type.kind() == TypeKind.VARCHAR;
    boolean isFile = text && place == 0;
    return Optional.of(isFile ? path : text ? "''" : "0");
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** An expression of ours, which types. */
  static Expression typed(String text, RowType input, Expressions expressions) {
    SourceFile made = SourceFile.of("redirection", text);
    Diagnostics problems = new Diagnostics();
    return expressions
        .scalar(LocatedText.at(text, made.all()), input, Expected.ANY, problems)
        .orElseThrow(() -> new IllegalStateException(problems.list().toString()));
  }
}
