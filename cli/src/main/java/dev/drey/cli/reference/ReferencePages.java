// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli.reference;

import dev.drey.analysis.Operations;
import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.expression.Expressions;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.function.FunctionDescriptor;
import dev.drey.schema.LanguageShapes;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The pages of the reference that hold one table each. */
final class ReferencePages {
  private ReferencePages() {}

  static String keys(Catalog catalog) {
    LanguageShapes language = new LanguageShapes(Operations.language(catalog));
    Set<String> elsewhere = new TreeSet<>();
    for (Connector connector : catalog.connectors()) {
      elsewhere.add(connector.descriptor().name());
    }
    elsewhere.add("format");
    StringBuilder page = new StringBuilder(GeneratedFiles.NOTE).append("# Keys\n\n");
    page.append("Every key of a spec. NAME stands for a name of your own. The options of a\n");
    page.append("connector are on its page below [connectors](connectors), those of a format in\n");
    page.append("[formats](formats.md), the keys of files of tests in\n");
    page.append("[test-keys](test-keys.md).\n\n## A spec\n\n");
    page.append(tables(language, elsewhere));
    return page.toString();
  }

  static String testKeys() {
    StringBuilder page = new StringBuilder(GeneratedFiles.NOTE).append("# Keys of tests\n\n");
    page.append(
        "Every key of a file with tests of a spec; [testing](../guide/testing.md) says what\n");
    page.append("they are for. NAME stands for the name of a source, stream, sink or column.\n\n");
    page.append("## A file of tests\n\n");
    page.append(tables(LanguageShapes.ofTests(), Set.of()));
    return page.toString();
  }

  /** The keys at the top, then each named shape under a heading. */
  private static String tables(LanguageShapes language, Set<String> elsewhere) {
    StringBuilder page = new StringBuilder(KeyTable.of(language.root(), elsewhere));
    for (Map.Entry<String, Shape> named : language.definitions().entrySet()) {
      String table = KeyTable.of(named.getValue(), elsewhere);
      page.append("\n## ").append(named.getKey()).append("\n\n");
      page.append(table.startsWith("|") ? table : ShapeText.of(named.getValue()) + "\n");
      page.append(named.getKey().equals("stream") ? ORDER_OF_STEPS : "");
    }
    return page.toString();
  }

  private static final String ORDER_OF_STEPS =
      "\n"
          + "The steps of a stream are taken in this order, however they are written:\n"
          + "\n"
          + "1. `from` or `union`: the rows\n"
          + "2. `where`: which of them stay\n"
          + "3. `explode`: one row for each element of a list, or pair of a map\n"
          + "4. `keyBy`, `window`, `aggregate`, then `having`: the groups and what is known of"
          + " each; or\n"
          + "   `deduplicate`: which of them are new; or `lookup`: what another system knows of"
          + " each; or\n"
          + "   `infer`: what a model makes of each; or `route`: the branches\n"
          + "5. `select`; or `add`, then `drop`, then `rename`: the columns of the result\n"
          + "6. `metrics`: what is counted of them\n"
          + "\n"
          + "A step sees what the steps before it made: `where` and `aggregate` see no column that"
          + " `add`\n"
          + "makes, and no expression of `add` sees another one's column. A second stream that"
          + " reads the\n"
          + "first does:\n"
          + "\n"
          + "```text\n"
          + "streams:\n"
          + "  priced: {from: orders, add: {total: price * pieces}}\n"
          + "  large:  {from: priced, where: total > 1000}\n"
          + "```\n";

  private static final String FUNCTION_NOTES =
      "\n"
          + "Texts are made of characters, Unicode code points: where Flink SQL counts the units"
          + " of\n"
          + "UTF-16, here every function counts, cuts and compares whole characters.\n"
          + "\n"
          + "The zone of expressions is UTC, wherever they run; [dates and\n"
          + "times](../guide/dates-and-times.md) has the patterns and what texts are read.\n"
          + "\n"
          + "Regular expressions are in Java's syntax. The work on one text is bounded: what"
          + " Java's\n"
          + "engine does not finish in 5,000,000 steps and 50 for each character, RE2/J decides in"
          + " time\n"
          + "that grows with the text. What RE2/J does not know, such as back-references and\n"
          + "look-around, matches nothing then; among these an expression that can match an empty\n"
          + "text in more than 1,000 ways, such as `(?:a?|b?){60}(?=c)`, is none at all. An\n"
          + "expression, a pattern or a path that is the same for\n"
          + "every row is checked by `drey validate`; one that comes from a row and is none gives"
          + " FALSE\n"
          + "or NULL for that row.\n"
          + "\n"
          + "A function makes a text of at most 16,777,216 UTF-16 units and an array of at most\n"
          + "1,048,576 elements; a row for which one would make more fails. A text of more than"
          + " 1,000\n"
          + "characters is no DECIMAL.\n"
          + "\n"
          + "Where Flink SQL 1.20 gives what is not so, or is not of one mind, expressions give"
          + " what is:\n"
          + "times before 1970 are cut downwards; the 29th of February 2023 is no date; a text"
          + " without digits\n"
          + "is no number; a FLOAT beside a DOUBLE or a DECIMAL is a DOUBLE; NaN is"
          + " compared as\n"
          + "in Java, and is the greatest number to GREATEST and LEAST; COALESCE of lists, maps and"
          + " rows,\n"
          + "and NULL among the arguments of GREATEST, are possible; a DATE beside a TIMESTAMP is"
          + " its\n"
          + "midnight; every text that a function makes is a STRING; bytes that are no UTF-8 become"
          + " U+FFFD\n"
          + "in a text. A constant that does not fit its type is an error of `drey validate`; a"
          + " value that\n"
          + "comes from a row wraps, or is NULL where it is a DECIMAL, as in Flink SQL. The build"
          + " compares\n"
          + "more than 3,500 expressions with Flink's planner.\n"
          + "\n"
          + "Not in Flink SQL 1.20 are BTRIM, ENDSWITH, LENGTH, OCTET_LENGTH, STARTSWITH,"
          + " URL_DECODE\n"
          + "and URL_ENCODE.\n";

  static String functions() {
    StringBuilder page = new StringBuilder(GeneratedFiles.NOTE).append("# Functions\n\n");
    page.append(
        "The functions of expressions, as Flink SQL has them. Each example is run by the\n");
    page.append("build.\n");
    page.append(FUNCTION_NOTES);
    List<FunctionDescriptor> functions = new ArrayList<>(Expressions.standard().functions());
    functions.addAll(Expressions.standard().aggregates());
    for (FunctionDescriptor.Group group : FunctionDescriptor.Group.values()) {
      List<FunctionDescriptor> members =
          functions.stream().filter(f -> f.group() == group).collect(Collectors.toList());
      if (members.isEmpty()) {
        continue;
      }
      page.append("\n## ").append(group.title());
      if (group == FunctionDescriptor.Group.AGGREGATE) {
        page.append(
            "\n\n"
                + "Over the rows of a group and window. The examples are over a column x of four"
                + " rows,\n");
        page.append("in order of their event time: 4, 1, NULL, 4.");
      }
      page.append("\n\n| function | meaning | example | gives |\n|---|---|---|---|\n");
      for (FunctionDescriptor function : members) {
        page.append("| ");
        page.append(
            function.signatures().stream()
                .map(signature -> "`" + ShapeText.cell(signature) + "`")
                .collect(Collectors.joining("<br>")));
        page.append(" | ").append(ShapeText.prose(function.doc()));
        page.append(" | `").append(ShapeText.cell(function.example().expression()));
        page.append("` | `").append(ShapeText.cell(function.example().result())).append("` |\n");
      }
    }
    return page.toString();
  }

  static String formats(Catalog catalog) {
    StringBuilder page = new StringBuilder(GeneratedFiles.NOTE).append("# Formats\n\n");
    page.append("How records are written as bytes: the key `format` of sources and sinks.\n");
    for (Format format : catalog.formats()) {
      FormatDescriptor descriptor = format.descriptor();
      page.append("\n## ").append(descriptor.name()).append("\n\n");
      page.append(descriptor.description()).append("\n\n");
      page.append(KeyTable.of(descriptor.shape(), Set.of()));
      page.append("\n```yaml\n").append(descriptor.example().stripTrailing()).append("\n```\n");
    }
    return page.toString();
  }

  static String diagnostics(Catalog catalog) {
    StringBuilder page = new StringBuilder(GeneratedFiles.NOTE).append("# Diagnostics\n\n");
    page.append("| code | severity | about |\n|---|---|---|\n");
    for (DiagnosticCode code : DiagnosticCodes.with(catalog.diagnostics()).all()) {
      page.append("| [").append(code.id()).append("](diagnostics/").append(code.id());
      page.append(".md) | ").append(code.severity().label()).append(" | ");
      page.append(ShapeText.prose(code.title())).append(" |\n");
    }
    return page.toString();
  }
}
