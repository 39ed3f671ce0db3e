// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.analysis.LookupSpec.CacheSpec;
import dev.drey.analysis.LookupSpec.Fate;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.Unanswered;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.EndReader;
import dev.drey.schema.Fields;
import dev.drey.schema.OperationKeys;
import dev.drey.schema.Spellings;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys below {@code lookup}, and how they are read. */
final class LookupKeys {
  static final String KEY = "lookup";
  static final String ON_MISSING = "onMissing";
  static final String ON_ERROR = "onError";

  private static final int CAPACITY = 100;
  private static final int ATTEMPTS = 3;
  private static final int CACHE_SIZE = 10_000;
  private static final String TO = "to";

  private LookupKeys() {}

  static Key lookup(CatalogKeys catalog) {
    List<Key> connectors = catalog.lookups();
    List<Key> keys = new ArrayList<>(connectors);
    keys.addAll(catalog.laterLookups());
    keys.add(catalog.format());
    keys.add(
        Key.required(
                "key",
                Shape.oneOf(Shape.list(Shape.column()), Shape.map(Shape.expression().orEmpty())),
                "By which rows are asked for: a column of the answer's type, and the expression"
                    + " over the row that it must equal; an empty value, or a list, is the column"
                    + " of the same name. A row whose key is NULL finds nothing.")
            .withExample("{machine_id: machine}"));
    keys.add(
        Key.required(
                "as",
                Shape.string(),
                "The column that the answer becomes: a row, whose columns are `NAME.column`.")
            .withExample("details"));
    keys.add(
        Key.required(
                "type",
                Shape.reference("type"),
                "The columns of an answer: the name of a type, or a map of fields.")
            .withExample("Machine"));
    keys.add(cache());
    keys.add(
        Key.of(
                "timeout",
                Shape.duration(),
                "How long a row waits for its answer, with all attempts.")
            .withDefault("10s")
            .withExample("2s"));
    keys.add(
        Key.of(
                "capacity",
                Shape.integer(1, 1_000_000),
                "How many rows a subtask lets wait at a time; then it takes no more.")
            .withDefault(String.valueOf(CAPACITY))
            .withExample("500"));
    keys.add(
        Key.of(
                "ordered",
                Shape.bool(),
                "Whether rows keep their order. `false`: a row goes on with its answer, and never"
                    + " past a watermark.")
            .withDefault("true")
            .withExample("false"));
    keys.add(retry());
    keys.add(
        fate(
                ON_MISSING,
                List.of("keep", "drop"),
                "What becomes of a row that finds nothing: `keep` lets it go on with NULL, `drop`"
                    + " counts it, and `{to: NAME}` makes it a row of the stream NAME.")
            .withDefault("keep")
            .withExample("{to: unknown_machines}"));
    keys.add(
        fate(
                ON_ERROR,
                List.of("fail", "keep"),
                "What becomes of a row for which nobody could be asked, after the last attempt:"
                    + " `fail` stops the job, `keep` lets it go on with NULL, and `{to: NAME}`"
                    + " makes it a row of the stream NAME, with a column `reason`.")
            .withDefault("fail")
            .withExample("{to: not_looked_up}"));
    String[] names = connectors.stream().map(Key::name).toArray(String[]::new);
    return Key.of(
            KEY,
            Shape.object(
                keys, names.length == 0 ? List.of() : List.of(Constraint.exactlyOne(names))),
            "Each row with what another system knows of its key, asked while other rows go on: a"
                + " row for each answer.")
        .withExample(
            "{file: {path: machines.jsonl}, key: {machine_id: machine}, as: details, type:"
                + " Machine}");
  }

  private static Key cache() {
    return Key.of(
            "cache",
            Shape.object(
                Key.of(
                        "size",
                        Shape.integer(1, 100_000_000),
                        "As many keys as a subtask remembers; those that are asked for least go"
                            + " first.")
                    .withDefault(String.valueOf(CACHE_SIZE))
                    .withExample("50000"),
                Key.required("ttl", Shape.duration(), "How long an answer is remembered.")
                    .withExample("10m"),
                Key.of(
                        "negative",
                        Shape.duration(),
                        "How long it is remembered that a key has no rows; `0s` for not at all."
                            + " Absent: as long as any other answer.")
                    .withExample("30s")),
            "What a subtask remembers of the answers that it got. Absent, nothing: each key is"
                + " asked for again, and only rows that wait for the same one share an answer.")
        .withExample("{size: 50000, ttl: 10m, negative: 30s}");
  }

  private static Key retry() {
    return Key.of(
            "retry",
            Shape.object(
                Key.of(
                        "attempts",
                        Shape.integer(1, 100),
                        "How often a key is asked for before that counts as an error.")
                    .withDefault(String.valueOf(ATTEMPTS))
                    .withExample("5"),
                Key.of(
                        "backoff",
                        Shape.duration(),
                        "The pause before the second attempt; each further one is twice as long,"
                            + " up to a minute.")
                    .withDefault("200ms")
                    .withExample("1s")),
            "How what fails is asked for again.")
        .withExample("{attempts: 5, backoff: 1s}");
  }

  static Key fate(String name, List<String> texts, String description) {
    Shape to =
        Shape.object(
            Key.required(TO, Shape.string(OperationKeys.NAME), "The stream of such rows.")
                .withExample("set_aside"));
    return Key.of(name, Shape.oneOf(Shape.oneOfTexts(texts), to), description);
  }

  static void spell(Spellings spellings) {
    spellings.put(
        "a stream", KEY, "enrich", "enrichment", "lookupJoin", "asyncLookup", "temporalJoin");
    String place = "`lookup`";
    spellings.put(place, "key", "on", "by", "keys", "keyBy", "joinOn", "primaryKey");
    spellings.put(place, "as", "into", "name", "alias", "target", "output");
    spellings.put(place, "type", "schema", "columns", "fields");
    spellings.put(place, "capacity", "maxInFlight", "inFlight", "concurrency", "parallel");
    spellings.put(place, ON_MISSING, "onMiss", "missing", "onNotFound", "ifMissing");
    spellings.put(place, "cache.ttl", "ttl", "cacheTtl", "expireAfter");
    spellings.put(place, "cache.size", "cacheSize", "maxRows");
    spellings.put(place, "retry.attempts", "retries", "maxRetries", "attempts");
    spellings.put("`cache`", "size", "maxSize", "maxRows", "capacity", "entries");
    spellings.put("`cache`", "ttl", "expireAfterWrite", "expireAfter", "maxAge");
    spellings.put("`cache`", "negative", "cacheMissing", "negativeTtl", "cacheEmpty");
    spellings.put("`retry`", "attempts", "maxAttempts", "times", "max");
    spellings.put("`retry`", "backoff", "delay", "initialDelay", "pause", "interval");
  }

  static LookupSpec read(Fields fields, EndReader ends) {
    Optional<Fields> retry = fields.object("retry");
    return LookupSpec.builder()
        .span(fields.mapping().span())
        .connector(ends.connector(fields, ConnectorDescriptor::lookupOptions))
        .format(ends.format(fields))
        .key(fields.named("key"))
        .as(fields.text("as"))
        .type(EndReader.type(fields))
        .cache(fields.object("cache").map(LookupKeys::cache))
        .timeout(fields.duration("timeout"))
        .capacity(fields.integer("capacity").orElse(CAPACITY))
        .ordered(fields.bool("ordered").orElse(true))
        .attempts(retry.flatMap(one -> one.integer("attempts")).orElse(ATTEMPTS))
        .backoff(retry.flatMap(one -> one.duration("backoff")))
        .onMissing(fate(fields, ON_MISSING, "drop", Unanswered.DROP, Unanswered.KEEP))
        .onError(fate(fields, ON_ERROR, "keep", Unanswered.KEEP, Unanswered.FAIL))
        .namesInDoubt(
            fields.mapping().inDoubt().contains(ON_MISSING)
                || fields.mapping().inDoubt().contains(ON_ERROR))
        .build();
  }

  private static CacheSpec cache(Fields fields) {
    return CacheSpec.of(
        fields.integer("size").orElse(CACHE_SIZE),
        fields.duration("ttl"),
        fields.duration("negative"));
  }

  /**
   * @param text that stands for something else than what holds without it
   */
  static Fate fate(Fields fields, String key, String text, Unanswered ofText, Unanswered absent) {
    return fields
        .objectIfAny(key)
        .flatMap(one -> one.text(TO))
        .map(Fate::aside)
        .orElseGet(
            () ->
                Fate.of(
                    fields.textIfAny(key).filter(each -> each.text().equals(text)).isPresent()
                        ? ofText
                        : absent));
  }
}
