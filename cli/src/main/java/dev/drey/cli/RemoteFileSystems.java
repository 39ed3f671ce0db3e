// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.ShapedOptions;
import dev.drey.shape.PathOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginDescriptor;

/**
 * The file systems of a run beside the local one. They are Flink's plug-ins, as on a cluster: the
 * one for S3 comes with the command, others from the folder that Flink's own variable {@code
 * FLINK_PLUGINS_DIR} names, with the settings of {@code FLINK_CONF_DIR}. S3 is set up by the
 * variables of the AWS SDK.
 */
final class RemoteFileSystems {
  /** The property by which the script says where the command's own plug-ins are. */
  static final String PLUGINS = "drey.plugins";

  private static final Predicate<String> REMOTE =
      Pattern.compile("^(?!file:)[A-Za-z][A-Za-z0-9+.-]+:").asPredicate();

  private final Map<String, String> environment;

  RemoteFileSystems(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Makes them known where the plan has a path that needs one. */
  void prepare(LogicalPlan plan, Catalog catalog, Configuration run) {
    if (!isRemote(plan, catalog)) {
      return;
    }
    Configuration configuration = settings();
    configuration.addAll(run);
    FileSystem.initialize(
        configuration,
        new DefaultPluginManager(
            plugins(), CoreOptions.getPluginParentFirstLoaderPatterns(configuration)));
  }

  private static boolean isRemote(LogicalPlan plan, Catalog catalog) {
    List<String> paths = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      node.options(catalog).ifPresent(options -> collect(options, paths));
      paths.addAll(node.files());
    }
    return paths.stream().anyMatch(REMOTE);
  }

  private static void collect(ShapedOptions options, List<String> paths) {
    PathOptions.changed(
        options.shape(),
        options.values(),
        path -> {
          paths.add(path);
          return path;
        });
  }

  /** A plug-in found later takes a scheme over. */
  private Collection<PluginDescriptor> plugins() {
    List<PluginDescriptor> plugins = new ArrayList<>();
    Stream.of(
            Optional.ofNullable(System.getProperty(PLUGINS)),
            Optional.ofNullable(environment.get("FLINK_PLUGINS_DIR")))
        .flatMap(Optional::stream)
        .map(Path::of)
        .filter(Files::isDirectory)
        .forEach(folder -> plugins.addAll(plugins(folder)));
    return plugins;
  }

  private static Collection<PluginDescriptor> plugins(Path folder) {
    try {
      return new DirectoryBasedPluginFinder(folder).findPlugins();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the plug-ins in " + folder, e);
    }
  }

  /** What the user's own settings of Flink say comes last. */
  Configuration settings() {
    Configuration configuration = new Configuration();
    // The SDK's chain: variables, profile, role of the container or instance.
    configuration.setString(
        "fs.s3a.aws.credentials.provider", "com.amazonaws.auth.DefaultAWSCredentialsProviderChain");
    configuration.setString("s3.directory.marker.retention", "keep");
    // A run that nobody answers ends in seconds; the plug-in's own numbers are those of a cluster.
    configuration.setString("s3.attempts.maximum", "3");
    configuration.setString("s3.retry.limit", "2");
    variable("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
        .ifPresent(
            url -> {
              configuration.setString("s3.endpoint", url);
              configuration.setString("s3.path.style.access", "true");
            });
    variable("AWS_REGION", "AWS_DEFAULT_REGION")
        .ifPresent(region -> configuration.setString("s3.endpoint.region", region));
    variable("FLINK_CONF_DIR")
        .ifPresent(folder -> configuration.addAll(GlobalConfiguration.loadConfiguration(folder)));
    return configuration;
  }

  private Optional<String> variable(String... names) {
    return Stream.of(names)
        .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
