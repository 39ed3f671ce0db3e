// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.ChangeMode;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StateCodes;
import dev.drey.diagnostic.TimeCodes;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.LocatedDuration;
import dev.drey.model.NamedText;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Changes;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether two sides can be joined: their columns, their times, and that their rows stay. */
final class JoinAnalysis {
  private final AnalysisContext context;
  private final StreamSpec stream;
  private final JoinSpec join;

  JoinAnalysis(AnalysisContext context, StreamSpec stream, JoinSpec join) {
    this.context = context;
    this.stream = stream;
    this.join = join;
  }

  Flow analyze() {
    if (join.left().isEmpty() || join.right().isEmpty()) {
      return Flow.unknown();
    }
    LocatedText leftName = join.left().get();
    LocatedText rightName = join.right().get();
    Flow left = context.flow(leftName);
    Flow right = context.flow(rightName);
    boolean usable = isOther(leftName, rightName);
    usable &= saysWhen();
    usable &= new JoinWindowChecks(context, join).check(left, right);
    usable &= check(leftName, left);
    usable &= check(rightName, right);
    usable &= stays(leftName, left);
    usable &= join.asOf() ? checkVersions(rightName, right) : stays(rightName, right);
    List<JoinKey> keys = new ArrayList<>();
    usable &= keys(left, right, keys);
    usable = usable && isKey(rightName, right, keys);
    if (!usable || !left.hidden().isNone() || !right.hidden().isNone()) {
      return Flow.unknown();
    }
    JoinColumns columns =
        new JoinColumns(join, left, right, keys, context.isChanging(right.port()));
    checkNames(columns);
    return new JoinPlan(context, stream, join, columns).add();
  }

  /** Whether anything says which rows belong together in time. */
  private boolean saysWhen() {
    if (join.asOf() || join.asOfAt().isEmpty()) {
      return true;
    }
    context.report(
        Diagnostic.at(
                TimeCodes.NEVER_TOGETHER,
                join.asOfAt().get(),
                "`asOf: false` does not say which rows belong together in time")
            .label("nothing is left")
            .help(
                "write `within: {after: 10m}` in its place, for the rows near each other in time,"
                    + " or `asOf: true`"));
    return false;
  }

  private boolean isOther(LocatedText left, LocatedText right) {
    if (left.isUnreadable() || !left.text().equals(right.text())) {
      return true;
    }
    context.report(
        Diagnostic.at(
                TimeCodes.JOINS_ITSELF,
                right.span(),
                "both sides are `" + left.text() + "`, and nothing tells their columns apart")
            .label("the same again")
            .and(left.span(), "the left side")
            .help(
                "give one side a name of its own: `earlier: {from: "
                    + left.text()
                    + "}`, and `right: earlier`"));
    return false;
  }

  /** Of one side. */
  private boolean check(LocatedText name, Flow side) {
    EventTimeChecks events =
        new EventTimeChecks(
            context,
            EventTimeUse.builder()
                .place(name.span())
                .title("`join`")
                .never("never forgets a row")
                .toLate("would drop them all")
                .helpLate("join the rows that are in time")
                .helpNoTime("")
                .build());
    if (!events.check(name, side.time())) {
      return false;
    }
    if (side.time().kind() != TimeFacts.Kind.UNKNOWN) {
      events.warnOfStallers(side.time());
      side.time()
          .updates()
          .ifPresent(updates -> WindowChecks.warnOfUpdates("join", name.span(), updates, context));
    }
    return true;
  }

  /** Whether the rows of a side stay as they are. */
  private boolean stays(LocatedText name, Flow side) {
    if (context.isChanging(side.port())) {
      if (stream.inDoubt().contains(JoinOperation.KEY)) {
        return false;
      }
      context.report(
          Diagnostic.at(
                  StateCodes.TAKES_NO_CHANGES,
                  name.span(),
                  "the rows of `"
                      + name.text()
                      + "` change, and pairs of what they were would stay")
              .label("rows that change each other")
              .help("join rows that stay as they are, such as the results of a window"));
      return false;
    }
    return true;
  }

  /** Whether the right rows say what holds from then on; and none of them can come out alone. */
  private boolean checkVersions(LocatedText name, Flow right) {
    if (join.type().keepsRight()) {
      Span place = join.typeAt().orElse(join.span());
      context.report(
          Diagnostic.at(
                  TimeCodes.RIGHT_ALONE_AS_OF,
                  place,
                  "with `asOf` a right row holds until the next one, so it is never known that it"
                      + " has no match")
              .label("right rows without a match")
              .help("write `type: left`, or leave it out"));
      return false;
    }
    if (join.ttl().isPresent() && !WindowChecks.requireLength(join.ttl().get(), context)) {
      return false;
    }
    Changes changes = context.changes(right.port());
    if (changes.mode() == ChangeMode.RETRACT) {
      context.report(
          Diagnostic.at(
                  StateCodes.TAKES_NO_CHANGES,
                  name.span(),
                  "the rows of `"
                      + name.text()
                      + "` are taken back one by one, and none takes the place of another")
              .label("rows without a key")
              .help("give the source a `key`, or read rows that replace each other by a key"));
      return false;
    }
    return true;
  }

  /** Finds the columns that are to be equal; false where one of them is not right. */
  private boolean keys(Flow left, Flow right, List<JoinKey> found) {
    boolean usable = !join.on().isEmpty();
    Map<String, Span> first = new HashMap<>();
    for (NamedText pair : join.on()) {
      LocatedText of = pair.textOrName();
      Optional<Integer> leftColumn = context.column(pair.name(), left.rowType(), left.hidden());
      boolean reported = leftColumn.isEmpty() && pair.text().isEmpty();
      Optional<Integer> rightColumn =
          reported ? Optional.empty() : context.column(of, right.rowType(), right.hidden());
      Span before = first.putIfAbsent(pair.name().text(), pair.name().span());
      if (before != null) {
        usable = false;
        context.report(
            Diagnostic.at(
                    TypeCodes.COLUMN_TWICE,
                    pair.name().span(),
                    "`" + pair.name().text() + "` is in this list twice")
                .label("the second one")
                .and(before, "the first one")
                .help("remove one of the two"));
      } else if (leftColumn.isPresent() && rightColumn.isPresent()) {
        Optional<JoinKey> key = key(pair, left, leftColumn.get(), right, rightColumn.get());
        usable &= key.isPresent();
        key.ifPresent(found::add);
      } else {
        usable = false;
      }
    }
    return usable;
  }

  private Optional<JoinKey> key(
      NamedText pair, Flow left, int leftColumn, Flow right, int rightColumn) {
    DataType a = left.rowType().field(leftColumn).type();
    DataType b = right.rowType().field(rightColumn).type();
    LocatedText place = pair.textOrName();
    for (DataType type : List.of(a, b)) {
      if (KeyChecks.isRefused(type.kind())) {
        context.report(
            Diagnostic.at(
                    StateCodes.KEY_TYPE,
                    place.span(),
                    "`"
                        + pair.name().text()
                        + "` is "
                        + type
                        + ", and no such values are joined by")
                .label("not a key")
                .help("join by scalar values, such as one element or field of it"));
        return Optional.empty();
      }
    }
    Optional<DataType> common =
        isTime(a) == isTime(b) && (!isTime(a) || a.kind() == b.kind())
            ? context.expressions().common(a, b)
            : Optional.empty();
    if (common.isEmpty()) {
      context.report(
          Diagnostic.at(
                  TimeCodes.NEVER_EQUAL,
                  place.span(),
                  "`"
                      + pair.name().text()
                      + "` is "
                      + a.withNullable(true)
                      + " on the left side and "
                      + b.withNullable(true)
                      + " on the right side")
              .label("never equal")
              .help(
                  "bring one to the type of the other in a stream before, such as `add:"
                      + " {same_type: CAST("
                      + place.text()
                      + " AS "
                      + a.withNullable(true)
                      + ")}`"));
      return Optional.empty();
    }
    TypeKind kind = common.get().kind();
    if (kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE) {
      context.report(
          Diagnostic.at(
                  StateCodes.INEXACT_KEY,
                  place.span(),
                  "`"
                      + pair.name().text()
                      + "` is compared as "
                      + kind
                      + ": values that look alike can be different keys")
              .label("an inexact number")
              .help("join by a DECIMAL, an integer or a text, such as CAST(x AS DECIMAL(12, 2))"));
    }
    return Optional.of(
        JoinKey.of(
            leftColumn,
            rightColumn,
            common.get(),
            pair.name().text().equals(pair.textOrName().text())));
  }

  /** Whether rows that replace each other do so by the columns of `on`. */
  private boolean isKey(LocatedText name, Flow right, List<JoinKey> keys) {
    Changes changes = context.changes(right.port());
    Set<Integer> on = keys.stream().map(JoinKey::right).collect(Collectors.toSet());
    if (changes.isNone() || on.equals(Set.copyOf(changes.keys()))) {
      return true;
    }
    String key =
        changes.keys().stream()
            .map(column -> right.rowType().field(column).name())
            .collect(Collectors.joining(", "));
    context.report(
        Diagnostic.at(
                TimeCodes.VERSIONS_OF_OTHERS,
                join.on().get(0).textOrName().span(),
                "the rows of `" + name.text() + "` replace each other by other columns than these")
            .label("is not the key")
            .and(name.span(), "has the key (" + key + ")")
            .help("join by all columns of the key, and by no others: (" + key + ")"));
    return false;
  }

  private static boolean isTime(DataType type) {
    return type.kind().isTimestamp();
  }

  /** A column that both sides have cannot go on under the name that it has here. */
  private void checkNames(JoinColumns columns) {
    List<JoinColumns.Shared> left = new ArrayList<>();
    for (JoinColumns.Shared shared : columns.shared()) {
      if (goesOn(shared.ofLeft()) || goesOn(shared.ofRight())) {
        left.add(shared);
      }
    }
    if (left.isEmpty()) {
      return;
    }
    String name = left.get(0).name();
    context.report(
        Diagnostic.at(
                TimeCodes.SIDES_SHARE_NAMES,
                join.right().orElseThrow().span(),
                "`"
                    + join.left().orElseThrow().text()
                    + "` and `"
                    + join.right().get().text()
                    + "` both have a column `"
                    + name
                    + "`"
                    + (left.size() == 1 ? "" : ", and " + (left.size() - 1) + " more"))
            .label("has `" + name + "` as well")
            .help(
                "they are `"
                    + left.get(0).ofLeft()
                    + "` and `"
                    + left.get(0).ofRight()
                    + "` here: name them in a `select`, or write `rename: {"
                    + join.left().get().text()
                    + "_"
                    + name
                    + ": "
                    + left.get(0).ofLeft()
                    + "}` and `drop: ["
                    + left.get(0).ofRight()
                    + "]`"));
  }

  /** Whether the result has a column under the name that it has here. */
  private boolean goesOn(String name) {
    boolean computed = stream.operations().stream().anyMatch(operation -> operation.takesSelect());
    boolean selected =
        !stream.select().isEmpty()
            && stream.select().stream().noneMatch(item -> item.name().text().equals("*"));
    return !computed
        && !selected
        && !stream.inDoubt().contains("select")
        && stream.drop().stream().noneMatch(dropped -> dropped.text().equals(name))
        && stream.rename().stream().noneMatch(item -> item.textOrName().text().equals(name));
  }

  /** No time for what is not written. */
  static Duration length(Optional<LocatedDuration> written) {
    return written.map(LocatedDuration::duration).orElse(Duration.ZERO);
  }
}
