// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.CompileResult;
import dev.drey.PipelineCompiler;
import dev.drey.analysis.Inclusions;
import dev.drey.connector.Catalog;
import dev.drey.deploy.SpecProperties;
import dev.drey.deploy.SpecProperties.Layout;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.model.PipelineSpec;
import dev.drey.plan.LogicalPlan;
import dev.drey.schema.SecretLook;
import dev.drey.text.Visible;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The environment properties with which the launcher runs a spec on the managed service. */
@Command(
    name = "package",
    description = {
      "Prints an application's environment properties, which carry the spec.",
      "With --to update they are what `aws kinesisanalyticsv2 update-application"
          + " --application-configuration-update file://FILE` takes, with --to create a part of"
          + " what `create-application --application-configuration` takes. The launcher reads every"
          + " form."
    })
final class PackageVerb implements Callable<Integer> {
  @Parameters(
      paramLabel = "SPEC",
      description = "The pipeline's spec, a folder that holds one, or - for standard input.")
  private String spec = "";

  @Option(
      names = "--as",
      paramLabel = "LAYOUT",
      description =
          "How the spec travels: ${COMPLETION-CANDIDATES}. Default: the plainest that fits.")
  private @Nullable Layout layout;

  @Option(
      names = "--s3",
      paramLabel = "s3://BUCKET/FOLDER",
      description = "Where the spec is to be uploaded, for the layout s3.")
  private @Nullable String folder;

  @Option(
      names = "--to",
      paramLabel = "FORM",
      defaultValue = "groups",
      description = {
        "For what: ${COMPLETION-CANDIDATES}.",
        "groups: {\"PropertyGroups\": [...]} alone. Default.",
        "update: {\"EnvironmentPropertyUpdates\": ...} for update-application.",
        "create: {\"EnvironmentProperties\": ...} for create-application.",
        "file: the bare list, as the service gives it to an application."
      })
  private Form form = Form.groups;

  /** What the groups are wrapped in. */
  enum Form {
    groups,
    update,
    create,
    file
  }

  @Mixin private ParamOptions params = new ParamOptions();

  private final Catalog catalog = Catalog.load(PackageVerb.class.getClassLoader());
  private final Terminal terminal;

  PackageVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Diagnostics unreadable = new Diagnostics();
    Optional<SpecInput> input = OneSpec.find(spec, "package", terminal, unreadable);
    Map<String, String> values = params.values(terminal);
    Optional<CompileResult> result = input.map(each -> compile(each, values, unreadable));
    Optional<LogicalPlan> plan = result.flatMap(CompileResult::plan);
    if (input.isEmpty() || plan.isEmpty()) {
      terminal
          .err()
          .print(DiagnosticRenderer.text(terminal.colorErr()).render(unreadable.sorted()));
      return ExitCode.PROBLEMS;
    }
    String text =
        result
            .flatMap(CompileResult::spec)
            .map(read -> Inclusions.included(read, input.get().source(), catalog))
            .orElse(input.get().source().text());
    terminal.out().println(wrapped(groups(group(text, input.get()), values)).toPrettyString());
    terminal.out().flush();
    plan.get().nodes().stream()
        .flatMap(node -> node.files().stream())
        .filter(file -> !file.contains("://"))
        .distinct()
        .forEach(this::warnOfFile);
    ServiceSettings.notes(plan.get().runtime()).forEach(terminal.err()::println);
    return ExitCode.FINE;
  }

  /** Properties are the application's own: without {@code --properties} they are not known here. */
  private CompileResult compile(
      SpecInput input, Map<String, String> values, Diagnostics diagnostics) {
    CompileResult result =
        new PipelineCompiler(catalog)
            .compile(input.source(), params.options(terminal).requireParams(true).build());
    diagnostics.addAll(result.diagnostics());
    result.spec().map(PipelineSpec::params).orElse(List.of()).stream()
        .filter(param -> values.containsKey(param.name().text()))
        .filter(
            param ->
                param.secret()
                    || SecretLook.isName(param.name().text())
                    || SecretLook.isValue(values.getOrDefault(param.name().text(), "")))
        .forEach(param -> warn(param.name().text()));
    return result;
  }

  private void warn(String secret) {
    terminal
        .err()
        .println(
            "warning: `"
                + secret
                + "` is a secret, and whoever may describe the application reads it in its"
                + " properties in clear text");
  }

  /** The text of the spec goes with the application, and what it names as a file does not. */
  private void warnOfFile(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    terminal
        .err()
        .println(
            "warning: `"
                + name
                + "` is a file on this machine, which the application does not have: say where it"
                + " is, such as `s3://BUCKET/"
                + name
                + "`, by a parameter");
  }

  private Map<String, String> group(String text, SpecInput input) {
    Layout chosen = layout == null ? SpecProperties.fitting(text) : layout;
    if (chosen == Layout.S3) {
      return uploaded(text, input);
    }
    return SpecProperties.write(text, chosen)
        .orElseThrow(
            () ->
                new UsageException(
                    "the spec has "
                        + text.length()
                        + " characters, more than the layout "
                        + chosen
                        + " holds; leave out --as, or give --as s3 --s3 s3://BUCKET/FOLDER"));
  }

  private Map<String, String> uploaded(String text, SpecInput input) {
    if (folder == null || !folder.matches("s3://[^/]+(/.*)?")) {
      throw new UsageException(
          "the spec travels by S3: --s3 s3://BUCKET/FOLDER says where it will be");
    }
    String uri = SpecProperties.contentAddress(folder, text);
    terminal
        .err()
        .println(
            Visible.line(
                "upload the spec first: aws s3 cp "
                    + quoted(fileOf(text, input))
                    + " "
                    + quoted(uri)));
    return SpecProperties.uri(uri, text);
  }

  /** A file that holds this text and nothing else, for that is what the launcher compares. */
  private String fileOf(String text, SpecInput input) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      if (input.path().isPresent()
          && Arrays.equals(Files.readAllBytes(input.path().get()), bytes)) {
        return input.source().name();
      }
      Path written = Files.createTempFile("drey-", ".yaml");
      Files.write(written, bytes);
      terminal.err().println(Visible.line("the spec as it is uploaded is in " + written));
      return written.toString();
    } catch (IOException e) {
      throw new UsageException("the spec cannot be written to a file: " + Causes.inWords(e));
    }
  }

  /** The word as a shell takes it, whatever is in it. */
  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private JsonNode wrapped(ArrayNode list) {
    ObjectNode groups = JsonNodeFactory.instance.objectNode();
    groups.set("PropertyGroups", list);
    ObjectNode outer = JsonNodeFactory.instance.objectNode();
    switch (form) {
      case file:
        return list;
      case update:
        return outer.set("EnvironmentPropertyUpdates", groups);
      case create:
        return outer.set("EnvironmentProperties", groups);
      default:
        return groups;
    }
  }

  /** With the application's other groups: an update of an application replaces them all. */
  private ArrayNode groups(Map<String, String> group, Map<String, String> values) {
    ArrayNode groups = JsonNodeFactory.instance.arrayNode();
    add(groups, SpecProperties.SPEC_GROUP, group);
    if (!values.isEmpty()) {
      SpecProperties.checkParams(values).ifPresent(PackageVerb::refuse);
      add(groups, SpecProperties.PARAMS_GROUP, values);
    }
    params
        .groups(terminal)
        .orElse(Map.of())
        .forEach(
            (name, properties) -> {
              if (!SpecProperties.isOurs(name)) {
                add(groups, name, properties);
              }
            });
    return groups;
  }

  private static void refuse(String why) {
    throw new UsageException(why);
  }

  private static void add(ArrayNode groups, String id, Map<String, String> group) {
    ObjectNode node = groups.addObject();
    node.put("PropertyGroupId", id);
    ObjectNode map = node.putObject("PropertyMap");
    new TreeMap<>(group).forEach(map::put);
  }
}
