package dev.drey.cli;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.render.TextRenderer;
import dev.drey.testing.SpecTestReport;
import dev.drey.testing.SpecTestResult;
import dev.drey.text.Visible;
import java.util.List;
import java.util.Locale;

/** Outcomes as the XML that build servers read: a suite for each file, a case for each test. */
final class JunitXml {
  private final StringBuilder xml = new StringBuilder();

  private JunitXml() {}

  static String of(List<SpecTestReport> reports) {
    JunitXml writer = new JunitXml();
    writer.xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    reports.forEach(writer::suite);
    return writer.xml.append("</testsuites>\n").toString();
  }

  private void suite(SpecTestReport report) {
    long failed = report.results().stream().filter(result -> !result.passed()).count();
    int broken = report.problems().isEmpty() ? 0 : 1;
    xml.append("  <testsuite name=\"").append(escaped(report.file().name()));
    xml.append("\" tests=\"").append(report.results().size() + broken);
    xml.append("\" failures=\"").append(failed);
    xml.append("\" errors=\"").append(broken).append("\">\n");
    if (broken > 0) {
      testcase(report, "can be run", 0, "error", report.problems());
    }
    for (SpecTestResult result : report.results()) {
      testcase(report, result.name(), result.nanos(), "failure", result.problems());
    }
    xml.append("  </testsuite>\n");
  }

  private void testcase(
      SpecTestReport report, String name, long nanos, String kind, List<Diagnostic> problems) {
    xml.append("    <testcase classname=\"").append(escaped(report.file().name()));
    xml.append("\" name=\"").append(escaped(name));
    xml.append(String.format(Locale.ROOT, "\" time=\"%.3f\"", nanos / 1e9));
    if (problems.isEmpty()) {
      xml.append("/>\n");
      return;
    }
    xml.append(">\n      <").append(kind).append(" message=\"");
    xml.append(escaped(problems.get(0).message())).append("\">");
    xml.append(escaped(new TextRenderer(false).render(problems)));
    xml.append("</").append(kind).append(">\n    </testcase>\n");
  }

  /** Control characters, which XML 1.0 cannot hold, are shown as their numbers. */
  private static String escaped(String text) {
    return Visible.lines(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
