// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.analysis.StreamOperation.Open;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.AggregateRequest;
import dev.drey.expression.value.AggregateTyping;
import dev.drey.expression.value.Hidden;
import dev.drey.model.NamedText;
import dev.drey.model.StreamSpec;
import dev.drey.source.LocatedText;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The expressions of a grouped stream: its keys, aggregates and results. */
final class GroupTyping {
  private final AnalysisContext context;

  GroupTyping(AnalysisContext context) {
    this.context = context;
  }

  /** The types of keys, aggregates and results; what is wrong is reported. */
  AggregateTyping of(StreamSpec stream, AggregationSpec groups, Flow input) {
    Set<LocatedText> twice = reportTwice(stream, groups);
    List<AggregateRequest.Item> keys = new ArrayList<>();
    Hidden seen = ResultNames.seen(stream, groups, input);
    Hidden hiddenKeys = stream.inDoubt().contains("keyBy") ? seen.and(Hidden.any()) : seen;
    for (NamedText key : stream.keyBy()) {
      boolean known =
          key.text().isPresent()
              || context.columnOrNamed(key.name(), input.rowType(), input.hidden()).isPresent();
      if (known && !twice.contains(key.name())) {
        keys.add(AggregateRequest.Item.of(key.name(), key.text().orElse(quoted(key.name()))));
      }
      hiddenKeys = known ? hiddenKeys : hiddenKeys.and(anyColumn(key.name(), input));
    }
    List<AggregateRequest.Item> aggregates = new ArrayList<>();
    for (NamedText aggregate : groups.aggregate()) {
      if (!twice.contains(aggregate.name())) {
        aggregates.add(AggregateRequest.Item.of(aggregate.name(), aggregate.textOrName()));
      }
    }
    return context
        .expressions()
        .aggregate(
            AggregateRequest.builder()
                .input(input.rowType())
                .hidden(input.hidden())
                .keys(keys)
                .hiddenKeys(hiddenKeys)
                .windowColumns(ResultNames.bounds(groups))
                .askedColumns(ResultNames.asked(stream, groups))
                .aggregates(aggregates)
                .having(groups.having())
                .select(select(stream, groups, hiddenKeys))
                .build(),
            context.diagnostics());
  }

  /** What a key that is no column may have meant: any column, by its own name or by this one. */
  private static Hidden anyColumn(LocatedText key, Flow input) {
    Hidden columns = input.hidden().with(key.text());
    for (String name : input.rowType().names()) {
      columns = columns.with(name);
    }
    return columns;
  }

  private static LocatedText quoted(LocatedText name) {
    return LocatedText.at("`" + name.text().replace("`", "``") + "`", name.span());
  }

  /** Reports keys and aggregates that do not have a name of their own, and gives these. */
  private Set<LocatedText> reportTwice(StreamSpec stream, AggregationSpec groups) {
    Map<String, Optional<LocatedText>> taken = new LinkedHashMap<>();
    ResultNames.bounds(groups).forEach(field -> taken.put(field.name(), Optional.empty()));
    Set<LocatedText> again = new HashSet<>();
    List<NamedText> named = new ArrayList<>(stream.keyBy());
    named.removeIf(key -> key.name().isUnreadable());
    named.addAll(groups.aggregate());
    for (NamedText item : named) {
      Optional<LocatedText> first = taken.putIfAbsent(item.name().text(), Optional.of(item.name()));
      if (first != null) {
        again.add(item.name());
        Diagnostic.Builder twice =
            Diagnostic.at(
                    TypeCodes.COLUMN_TWICE,
                    item.name().span(),
                    "the result would have two columns `" + item.name().text() + "`")
                .label(first.isPresent() ? "the second one" : "every window result has this one")
                .help("choose another name, such as `" + item.name().text() + "_2`");
        first.ifPresent(place -> twice.and(place.span(), "the first one"));
        context.report(twice);
      }
    }
    return again;
  }

  /** The select list with {@code "*"} and bare names written out; unknown names are reported. */
  private List<AggregateRequest.Item> select(
      StreamSpec stream, AggregationSpec groups, Hidden hiddenKeys) {
    Map<String, Field> result = new LinkedHashMap<>();
    stream.keyBy().forEach(key -> column(key.name().text(), result));
    ResultNames.bounds(groups).forEach(field -> column(field.name(), result));
    groups.aggregate().forEach(aggregate -> column(aggregate.name().text(), result));
    List<String> all = RowType.of(List.copyOf(result.values())).names();
    ResultNames.asked(stream, groups).forEach(field -> column(field.name(), result));
    RowType columns = RowType.of(List.copyOf(result.values()));
    Hidden hidden = StreamKeys.leaves(Open.RESULT, stream) ? Hidden.any() : hiddenKeys;
    List<AggregateRequest.Item> items = new ArrayList<>();
    for (NamedText item : RowSteps.starExpanded(stream.select(), all)) {
      boolean known =
          item.text().isPresent()
              || context.columnOrNamed(item.name(), columns, hidden).isPresent();
      LocatedText unknown = LocatedText.unreadable(item.name().span());
      items.add(
          AggregateRequest.Item.of(
              item.name(), known ? item.text().orElse(quoted(item.name())) : unknown));
    }
    return items;
  }

  private static void column(String name, Map<String, Field> columns) {
    columns.putIfAbsent(name, Field.of(name, DataType.string()));
  }
}
