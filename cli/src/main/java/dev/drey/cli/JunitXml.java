// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.testing.SpecTestReport;
import dev.drey.testing.SpecTestResult;
import dev.drey.text.Visible;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Outcomes as the XML that build servers read: a suite for each file, a case for each test. Control
 * characters, which XML 1.0 cannot hold, are shown as their numbers.
 */
final class JunitXml {
  private final XMLStreamWriter xml;

  private JunitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String of(List<SpecTestReport> reports) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      new JunitXml(xml).document(reports);
      xml.close();
    } catch (XMLStreamException impossible) {
      // Nothing is read, and memory takes all bytes.
      throw new IllegalStateException(impossible);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void document(List<SpecTestReport> reports) throws XMLStreamException {
    xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    line(0);
    xml.writeStartElement("testsuites");
    for (SpecTestReport report : reports) {
      line(1);
      suite(report);
    }
    line(0);
    xml.writeEndElement();
    line(0);
  }

  private void suite(SpecTestReport report) throws XMLStreamException {
    long failed = report.results().stream().filter(result -> !result.passed()).count();
    int broken = report.problems().isEmpty() ? 0 : 1;
    xml.writeStartElement("testsuite");
    attribute("name", report.file().name());
    attribute("tests", Integer.toString(report.results().size() + broken));
    attribute("failures", Long.toString(failed));
    attribute("errors", Integer.toString(broken));
    if (broken > 0) {
      testcase(report, "can be run", 0, "error", report.problems());
    }
    for (SpecTestResult result : report.results()) {
      testcase(report, result.name(), result.nanos(), "failure", result.problems());
    }
    line(1);
    xml.writeEndElement();
  }

  private void testcase(
      SpecTestReport report, String name, long nanos, String kind, List<Diagnostic> problems)
      throws XMLStreamException {
    line(2);
    if (problems.isEmpty()) {
      xml.writeEmptyElement("testcase");
    } else {
      xml.writeStartElement("testcase");
    }
    attribute("classname", report.file().name());
    attribute("name", name);
    attribute("time", String.format(Locale.ROOT, "%.3f", nanos / 1e9));
    if (problems.isEmpty()) {
      return;
    }
    line(3);
    xml.writeStartElement(kind);
    attribute("message", problems.get(0).message());
    xml.writeCharacters(Visible.lines(DiagnosticRenderer.text(false).render(problems)));
    xml.writeEndElement();
    line(2);
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, Visible.lines(value));
  }

  /** A new line, indented by so many steps. */
  private void line(int steps) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(steps));
  }
}
