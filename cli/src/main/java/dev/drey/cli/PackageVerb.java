package dev.drey.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.render.TextRenderer;
import dev.drey.launch.SpecProperties;
import dev.drey.launch.SpecProperties.Layout;
import java.util.List;
import java.util.Map;
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
      "Prints the environment properties of an application that runs the spec, as",
      "create-application and update-application of the AWS command line take them:",
      "--application-configuration '{\"EnvironmentProperties\": ...}'."
    })
final class PackageVerb implements Callable<Integer> {
  @Parameters(paramLabel = "SPEC", description = "The pipeline's spec, or - for standard input.")
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

  @Mixin private ParamOptions params = new ParamOptions();

  private final Terminal terminal;

  PackageVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Diagnostics unreadable = new Diagnostics();
    List<SpecInput> inputs = new SpecFinder(terminal, unreadable).find(List.of(spec));
    if (inputs.size() > 1) {
      throw new UsageException("`" + spec + "` holds several specs; package one at a time");
    }
    Map<String, String> values = params.values(terminal);
    if (unreadable.hasErrors() || !compiles(inputs.get(0), values, unreadable)) {
      terminal.err().print(new TextRenderer(false).render(unreadable.sorted()));
      return ExitCode.PROBLEMS;
    }
    String text = inputs.get(0).source().text();
    terminal.out().println(json(group(text), values).toPrettyString());
    return ExitCode.FINE;
  }

  private static boolean compiles(
      SpecInput input, Map<String, String> values, Diagnostics diagnostics) {
    CompileResult result =
        new PipelineCompiler(Catalog.load(PackageVerb.class.getClassLoader()))
            .compile(
                input.source(),
                CompilerOptions.builder().params(values).requireParams(true).build());
    diagnostics.addAll(result.diagnostics());
    return !result.hasErrors();
  }

  private Map<String, String> group(String text) {
    Layout chosen = layout == null ? SpecProperties.fitting(text) : layout;
    if (chosen == Layout.S3) {
      return uploaded(text);
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

  private Map<String, String> uploaded(String text) {
    if (folder == null || !folder.matches("s3://[^/]+(/.*)?")) {
      throw new UsageException(
          "the spec travels by S3: --s3 s3://BUCKET/FOLDER says where it will be");
    }
    String uri = SpecProperties.contentAddress(folder, text);
    terminal.err().println("upload the spec first: aws s3 cp " + spec + " " + uri);
    return SpecProperties.uri(uri, text);
  }

  private static ObjectNode json(Map<String, String> group, Map<String, String> values) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode groups = root.putArray("PropertyGroups");
    add(groups, SpecProperties.SPEC_GROUP, group);
    if (!values.isEmpty()) {
      SpecProperties.checkParams(values).ifPresent(PackageVerb::refuse);
      add(groups, SpecProperties.PARAMS_GROUP, values);
    }
    return root;
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
