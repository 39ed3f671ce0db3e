// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A spec as read: structure checked, parameters filled in, names not yet resolved. Where the check
 * found errors it holds the parts that could be read, and says of each what is in doubt: what is
 * absent there may have been meant to be there, in another spelling.
 */
@AutoValue
public abstract class PipelineSpec {
  public abstract SourceFile file();

  /** All that is written, also what could not be read, with the parameters' values. */
  public abstract YamlNode tree();

  public abstract LocatedText name();

  public abstract String description();

  public abstract Map<String, String> labels();

  public abstract List<ParamSpec> params();

  public abstract List<TypeSpec> types();

  public abstract List<SourceSpec> sources();

  public abstract List<StreamSpec> streams();

  public abstract List<SinkSpec> sinks();

  public abstract RuntimeSpec runtime();

  public abstract List<AllowSpec> allows();

  /** The keys at the top whose values could not be read, or not all of them. */
  public abstract Set<String> inDoubt();

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_PipelineSpec.Builder().inDoubt(Set.of());
  }

  /** Builds a {@link PipelineSpec}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder file(SourceFile file);

    public abstract Builder tree(YamlNode tree);

    public abstract Builder name(LocatedText name);

    public abstract Builder description(String description);

    public abstract Builder labels(Map<String, String> labels);

    public abstract Builder params(List<ParamSpec> params);

    public abstract Builder types(List<TypeSpec> types);

    public abstract Builder sources(List<SourceSpec> sources);

    public abstract Builder streams(List<StreamSpec> streams);

    public abstract Builder sinks(List<SinkSpec> sinks);

    public abstract Builder runtime(RuntimeSpec runtime);

    public abstract Builder allows(List<AllowSpec> allows);

    public abstract Builder inDoubt(Set<String> keys);

    public abstract PipelineSpec build();
  }
}
