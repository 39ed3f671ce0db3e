package dev.drey.analysis;

import dev.drey.model.NamedText;
import dev.drey.model.ParamSpec;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.model.TypeSpec;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which path of the spec a place belongs to: {@code streams.velocity}, {@code
 * streams.velocity.window}. A named item reaches from its name to the next named item.
 */
final class PathIndex {
  private final TreeMap<Integer, Item> items = new TreeMap<>();
  private final TreeMap<Integer, Item> parts = new TreeMap<>();

  PathIndex(PipelineSpec spec) {
    for (ParamSpec param : spec.params()) {
      item("params", param.name());
    }
    for (TypeSpec type : spec.types()) {
      item("types", type.name());
    }
    spec.sources().forEach(this::source);
    spec.streams().forEach(this::stream);
    spec.sinks().forEach(this::sink);
    for (Map.Entry<String, LocatedText> place : spec.runtime().places().entrySet()) {
      Span span = place.getValue().span();
      items.put(span.start(), new Item("runtime." + place.getKey(), span.end()));
    }
    spec.allows().forEach(allow -> put(items, "allow", allow.span()));
  }

  /** The path of a place; empty for one outside of every named item. */
  String at(Span place) {
    Item part = at(parts, place.start());
    if (part != null && place.start() < part.end) {
      return part.path;
    }
    Item item = at(items, place.start());
    return item == null ? "" : item.path;
  }

  private static @Nullable Item at(TreeMap<Integer, Item> map, int offset) {
    Map.Entry<Integer, Item> entry = map.floorEntry(offset);
    return entry == null ? null : entry.getValue();
  }

  private void source(SourceSpec source) {
    String path = item("sources", source.name());
    texts(path + "." + source.connector().name().text(), source.connector().places().values());
    part(path + "." + source.connector().name().text(), source.connector().name());
    source.eventTime().ifPresent(time -> put(parts, path + ".eventTime", time.span()));
    source.eventTime().ifPresent(time -> part(path + ".eventTime.field", time.time()));
    named(path + ".metadata", source.metadata());
  }

  private void stream(StreamSpec stream) {
    String path = item("streams", stream.name());
    stream.from().ifPresent(text -> part(path + ".from", text));
    texts(path + ".union", stream.union());
    stream.where().ifPresent(text -> part(path + ".where", text));
    stream.explode().ifPresent(explode -> part(path + ".explode", explode.list()));
    named(path + ".route", stream.route());
    named(path + ".keyBy", stream.keyBy());
    stream.window().ifPresent(window -> put(parts, path + ".window", window.span()));
    stream.having().ifPresent(text -> part(path + ".having", text));
    named(path + ".aggregate", stream.aggregate());
    named(path + ".select", stream.select());
    named(path + ".add", stream.add());
  }

  private void sink(SinkSpec sink) {
    String path = item("sinks", sink.name());
    texts(path + ".from", sink.from());
    part(path + "." + sink.connector().name().text(), sink.connector().name());
    texts(path + "." + sink.connector().name().text(), sink.connector().places().values());
    sink.format().ifPresent(format -> part(path + ".format", format.name()));
  }

  private String item(String section, LocatedText name) {
    String path = section + "." + name.text();
    put(items, path, name.span());
    return path;
  }

  private void named(String path, List<NamedText> entries) {
    List<LocatedText> texts = new ArrayList<>();
    for (NamedText entry : entries) {
      texts.add(entry.name());
      entry.text().ifPresent(texts::add);
    }
    texts(path, texts);
  }

  private void texts(String path, Iterable<LocatedText> texts) {
    texts.forEach(text -> part(path, text));
  }

  private void part(String path, LocatedText text) {
    put(parts, path, text.span());
  }

  private static void put(TreeMap<Integer, Item> map, String path, Span span) {
    map.put(span.start(), new Item(path, span.end()));
  }

  private static final class Item {
    private final String path;
    private final int end;

    private Item(String path, int end) {
      this.path = path;
      this.end = end;
    }
  }
}
