package dev.drey.schema;

import com.google.auto.value.AutoValue;
import dev.drey.model.ParamSpec;
import dev.drey.yaml.YamlScalar;
import java.util.Optional;

/** A declared parameter with the value that it has in this compilation. */
@AutoValue
abstract class Param {
  static Param of(ParamSpec spec, YamlScalar.Kind kind, Optional<String> value, String standIn) {
    return new AutoValue_Param(spec, kind, value, standIn);
  }

  abstract ParamSpec spec();

  /** What a scalar is that consists of nothing but a reference to this parameter. */
  abstract YamlScalar.Kind kind();

  /** Absent where no value is known, or where the one that was given is wrong. */
  abstract Optional<String> value();

  /** What takes the place of an absent value. */
  abstract String standIn();
}
