// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.SyntaxCodes;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * SnakeYAML's events to a located tree. What is wrong with one key or value is reported and read
 * past; a limit that is passed, and broken syntax, end the reading.
 */
final class EventComposer {
  private final Positions positions;
  private final Diagnostics diagnostics;
  private final Parser parser;
  private final ScalarReader scalars;
  // An anchor whose value is still being read maps to null: an alias to it leads into itself.
  private final Map<String, @Nullable YamlNode> anchors = new HashMap<>();
  private final List<Span> marks = new ArrayList<>();
  private int depth;
  private int nodes;
  private int copied;

  EventComposer(SourceFile file, Diagnostics diagnostics) {
    this.positions = new Positions(file);
    this.diagnostics = diagnostics;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // YamlLimits holds instead
    this.parser = new ParserImpl(new StreamReader(file.text()), options);
    this.scalars = new ScalarReader(positions);
  }

  Optional<YamlNode> compose() {
    try {
      parser.getEvent(); // the start of the stream
      Optional<YamlNode> root = document();
      if (root.isPresent() && !parser.checkEvent(Event.ID.StreamEnd)) {
        severalDocuments(parser.getEvent());
      }
      return root;
    } catch (LimitReached limit) {
      diagnostics.add(limit.diagnostic);
      return Optional.empty();
    } catch (YAMLException e) {
      Diagnostic error = new SyntaxErrors(positions).describe(e);
      // What stops the reading behind an alias or a tag comes of it.
      if (marks.stream().noneMatch(mark -> mark.line() == error.span().line())) {
        diagnostics.add(error);
      }
      return Optional.empty();
    }
  }

  private Optional<YamlNode> document() {
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      empty();
      return Optional.empty();
    }
    parser.getEvent(); // the start of the document
    YamlNode root = node();
    parser.getEvent(); // its end
    if (root instanceof YamlScalar && ((YamlScalar) root).isEmpty()) {
      empty();
      return Optional.empty();
    }
    return Optional.of(root);
  }

  private YamlNode node() {
    Event event = parser.getEvent();
    if (event instanceof AliasEvent) {
      return alias((AliasEvent) event);
    }
    @Nullable String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, null);
    }
    YamlNode node;
    if (event instanceof ScalarEvent) {
      node = scalar((ScalarEvent) event);
    } else {
      node = collection((CollectionStartEvent) event);
    }
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    return node;
  }

  private YamlScalar scalar(ScalarEvent event) {
    count(positions.span(event.getStartMark(), event.getEndMark()));
    refuseTag(event.getTag(), event);
    return scalars.read(event);
  }

  private YamlNode collection(CollectionStartEvent event) {
    Span start = positions.at(event.getStartMark());
    count(start);
    refuseTag(event.getTag(), event);
    if (++depth > YamlLimits.DEPTH) {
      throw new LimitReached(
          Diagnostic.at(
                  SyntaxCodes.TOO_DEEP,
                  start,
                  "lists and mappings are nested more than " + YamlLimits.DEPTH + " deep here")
              .help("give a type that is nested so deep a name of its own under `types`")
              .build());
    }
    boolean mapping = event.is(Event.ID.MappingStart);
    YamlNode node = mapping ? mapping(event) : sequence(event);
    depth--;
    return node;
  }

  private YamlSequence sequence(CollectionStartEvent start) {
    List<YamlNode> elements = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      elements.add(node());
    }
    if (start.isFlow()) {
      SplitValues.inList(elements).ifPresent(diagnostics::add);
    }
    int lastEnd = elements.isEmpty() ? 0 : elements.get(elements.size() - 1).span().end();
    return YamlSequence.of(collectionSpan(start, parser.getEvent(), lastEnd), elements);
  }

  private YamlMapping mapping(CollectionStartEvent start) {
    Map<String, YamlEntry> entries = new LinkedHashMap<>();
    List<YamlEntry> inBraces = new ArrayList<>();
    int lastEnd = 0;
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Optional<YamlScalar> key = key();
      YamlNode value = node();
      lastEnd = value.span().end();
      if (key.isPresent() && start.isFlow()) {
        inBraces.add(YamlEntry.of(key.get(), value));
      } else if (key.isPresent()) {
        put(entries, YamlEntry.of(key.get(), value));
      }
    }
    SplitValues.joined(inBraces, diagnostics).forEach(entry -> put(entries, entry));
    return YamlMapping.of(
        collectionSpan(start, parser.getEvent(), lastEnd), List.copyOf(entries.values()));
  }

  /** A block collection ends with its last value, a flow collection with its bracket. */
  private Span collectionSpan(CollectionStartEvent start, Event end, int lastEnd) {
    int from = positions.offset(start.getStartMark());
    int to = start.isFlow() ? positions.offset(end.getEndMark()) : Math.max(from, lastEnd);
    return positions.span(from, to);
  }

  private Optional<YamlScalar> key() {
    Event event = parser.peekEvent();
    boolean merge = event instanceof ScalarEvent && isMerge((ScalarEvent) event);
    YamlNode key = node();
    if (merge) {
      diagnostics.add(
          Diagnostic.at(SyntaxCodes.MERGE_KEY, key.span(), "a spec has no merge keys")
              .help("write the keys out: what a stream or source is stands in one place"));
      return Optional.empty();
    }
    if (event instanceof AliasEvent && anchors.get(((AliasEvent) event).getAnchor()) == null) {
      return Optional.empty(); // said by the alias itself
    }
    if (!(key instanceof YamlScalar) || ((YamlScalar) key).isEmpty()) {
      Span place = key.span().start() == key.span().end() ? after(key.span()) : key.span();
      diagnostics.add(
          Diagnostic.at(SyntaxCodes.KEY_NOT_TEXT, place, "a key of a spec is a text")
              .label(key instanceof YamlScalar ? "this key is empty" : "this key is a collection")
              .help("write `NAME: ` with a name, or the text in quotes where it is a value"));
      return Optional.empty();
    }
    return Optional.of((YamlScalar) key);
  }

  private Span after(Span empty) {
    return positions.span(empty.start(), empty.start() + 1);
  }

  private static boolean isMerge(ScalarEvent key) {
    return key.isPlain() && key.getValue().equals("<<");
  }

  private void put(Map<String, YamlEntry> entries, YamlEntry entry) {
    YamlEntry earlier = entries.putIfAbsent(entry.name(), entry);
    if (earlier != null) {
      diagnostics.add(
          Diagnostic.at(
                  SyntaxCodes.DUPLICATE_KEY,
                  entry.key().span(),
                  "`" + entry.name() + "` stands twice in this mapping")
              .label("again here")
              .and(earlier.key().span(), "first here")
              .help(
                  both(earlier, entry)
                      .map(both -> "write `" + entry.name() + ": " + both + "` once")
                      .orElse("remove one of them, or give it another name")));
    }
  }

  /** Of conditions both are meant to hold. */
  private static Optional<String> both(YamlEntry earlier, YamlEntry entry) {
    boolean condition = entry.name().equals("where") || entry.name().equals("having");
    return condition
            && earlier.value() instanceof YamlScalar
            && entry.value() instanceof YamlScalar
            && (earlier.value().span().text() + entry.value().span().text())
                .matches("[^'\"#\\n]{1,200}")
        ? Optional.of(
            "(" + earlier.value().span().text() + ") AND (" + entry.value().span().text() + ")")
        : Optional.empty();
  }

  private YamlNode alias(AliasEvent event) {
    Span use = positions.span(event.getStartMark(), event.getEndMark());
    String name = event.getAnchor();
    YamlNode anchored = anchors.get(name);
    if (anchored != null) {
      return anchored.accept(new AliasedCopy(use, characters -> copied(use, characters)));
    }
    if (anchors.containsKey(name)) {
      diagnostics.add(
          Diagnostic.at(
                  SyntaxCodes.TOO_MANY_ALIASES,
                  use,
                  "`*" + name + "` stands inside the value that it repeats")
              .help("write the value out in place of `*" + name + "`"));
    } else {
      marks.add(use);
      diagnostics.add(
          Diagnostic.at(SyntaxCodes.UNKNOWN_ANCHOR, use, "no value above is marked `&" + name + "`")
              .label("an alias")
              .help(QuoteErrors.help(use, "put quotes around a text that starts with `*`")));
    }
    return scalars.none(use);
  }

  private void copied(Span use, int characters) {
    count(use);
    copied += characters;
    if (copied > YamlLimits.TEXT) {
      throw new LimitReached(
          Diagnostic.at(
                  SyntaxCodes.TOO_MANY_ALIASES,
                  use,
                  String.format(
                      "with this alias the spec expands to more than %,d characters",
                      YamlLimits.TEXT))
              .help("write out what is needed in place of the alias")
              .build());
    }
  }

  private void count(Span place) {
    if (++nodes <= YamlLimits.NODES) {
      return;
    }
    boolean aliased = place.text().startsWith("*");
    String limit = String.format("%,d", YamlLimits.NODES) + " keys and values";
    throw new LimitReached(
        Diagnostic.at(
                aliased ? SyntaxCodes.TOO_MANY_ALIASES : SyntaxCodes.TOO_LARGE,
                place,
                aliased
                    ? "with this alias the spec expands to more than " + limit
                    : "a spec holds at most " + limit)
            .help(
                aliased
                    ? "write out what is needed in place of the alias"
                    : "split the pipeline into several")
            .build());
  }

  private void refuseTag(@Nullable String tag, NodeEvent event) {
    if (tag == null) {
      return;
    }
    int start = positions.offset(event.getStartMark());
    String text = positions.file().text();
    int tagStart = Math.max(start, text.indexOf('!', start));
    int tagEnd = tagStart;
    while (tagEnd < text.length() && " \t\r\n,]}".indexOf(text.charAt(tagEnd)) < 0) {
      tagEnd++;
    }
    Span place = positions.span(tagStart, tagEnd);
    marks.add(place);
    diagnostics.add(
        Diagnostic.at(SyntaxCodes.TAG, place, "a spec has no YAML tags")
            .help(QuoteErrors.tagHelp(place, "remove the tag; quotes make a value a text")));
  }

  private void empty() {
    diagnostics.add(
        Diagnostic.at(SyntaxCodes.EMPTY, positions.span(0, 0), "the file holds no spec")
            .help("a spec starts with `apiVersion: drey/v1` and `name:`"));
  }

  private void severalDocuments(Event start) {
    Span place = positions.span(start.getStartMark(), start.getEndMark());
    diagnostics.add(
        Diagnostic.at(SyntaxCodes.SEVERAL_DOCUMENTS, place, "a second document starts here")
            .help("a file holds one spec: put the second one in a file of its own"));
  }

  /** Unwinds the reading when a limit is passed; caught where the reading starts. */
  private static final class LimitReached extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Diagnostic diagnostic;

    LimitReached(Diagnostic diagnostic) {
      super(diagnostic.message(), null, false, false);
      this.diagnostic = diagnostic;
    }
  }
}
