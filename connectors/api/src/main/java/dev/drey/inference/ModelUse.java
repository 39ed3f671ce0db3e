// SPDX-License-Identifier: Apache-2.0
package dev.drey.inference;

import com.google.auto.value.AutoValue;
import dev.drey.type.DataType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What rows give a model, and what they take of what it gives. */
@AutoValue
public abstract class ModelUse implements Serializable {
  private static final long serialVersionUID = 1;

  public static ModelUse of(List<Input> inputs, List<Output> outputs) {
    return new AutoValue_ModelUse(List.copyOf(inputs), List.copyOf(outputs));
  }

  public abstract List<Input> inputs();

  public abstract List<Output> outputs();

  /** The values of a row that are a tensor's. */
  @AutoValue
  public abstract static class Input implements Serializable {
    private static final long serialVersionUID = 1;

    public static Input of(String tensor, List<DataType> values) {
      return new AutoValue_ModelUse_Input(tensor, List.copyOf(values));
    }

    public abstract String tensor();

    /** The types of the values, at least one. */
    public abstract List<DataType> values();
  }

  /** A column that is a tensor's part of the row, or one element of it. */
  @AutoValue
  public abstract static class Output implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * @param element from 1
     */
    public static Output of(
        String column, String tensor, Optional<Integer> element, DataType type) {
      return new AutoValue_ModelUse_Output(column, tensor, element.orElse(0), type);
    }

    public abstract String column();

    public abstract String tensor();

    /** From 1; 0 for all of them. */
    public abstract int element();

    public abstract DataType type();
  }

  /** What keeps this use from the model of a signature; none where it fits. */
  public List<Misfit> misfits(ModelSignature model) {
    List<Misfit> found = new ArrayList<>();
    inputs().forEach(input -> check(input, model, found::add));
    model.inputs().stream()
        .filter(tensor -> inputs().stream().noneMatch(in -> in.tensor().equals(tensor.name())))
        .forEach(
            tensor ->
                found.add(
                    Misfit.of(
                        Misfit.Kind.TENSOR,
                        "inputs",
                        -1,
                        "the model's input `" + tensor.name() + "` is given nothing",
                        "write `" + tensor.name() + ": ...` into `inputs`: it is " + tensor)));
    outputs().forEach(output -> check(output, model, found::add));
    return found;
  }

  private static void check(Input input, ModelSignature model, Consumer<Misfit> found) {
    Optional<ModelTensor> tensor = model.input(input.tensor());
    String at = "inputs." + input.tensor();
    if (tensor.isEmpty()) {
      found.accept(
          Misfit.of(
              Misfit.Kind.TENSOR,
              at,
              -1,
              "the model has no input `" + input.tensor() + "`",
              "its inputs are " + ModelSignature.inWords(model.inputs())));
      return;
    }
    Optional<String> refusal = tensor.get().refusal();
    long given = input.values().size();
    if (refusal.isPresent()) {
      found.accept(refused(at, "input", tensor.get(), refusal.get()));
    } else if (tensor.get().width().filter(width -> width != given).isPresent()) {
      found.accept(
          Misfit.of(
              Misfit.Kind.TYPE,
              at,
              -1,
              "the model takes "
                  + tensor.get().width().get()
                  + " values of a row as `"
                  + input.tensor()
                  + "`, and these are "
                  + given,
              "write a list of as many expressions as the tensor is wide: it is " + tensor.get()));
    } else {
      checkTypes(input, tensor.get(), at, found);
    }
  }

  private static void checkTypes(
      Input input, ModelTensor tensor, String at, Consumer<Misfit> found) {
    for (int i = 0; i < input.values().size(); i++) {
      DataType type = input.values().get(i);
      if (!tensor.takes(type)) {
        found.accept(
            Misfit.of(
                Misfit.Kind.TYPE,
                at,
                i,
                "`"
                    + tensor.name()
                    + "` is "
                    + tensor
                    + " and takes "
                    + tensor.takenInWords()
                    + ", not "
                    + type.withNullable(true),
                "write a CAST to "
                    + tensor.column(true)
                    + ", where that says what is meant, or another expression"));
      }
    }
  }

  private static Misfit refused(String at, String what, ModelTensor tensor, String refusal) {
    return Misfit.of(
        Misfit.Kind.TYPE,
        at,
        -1,
        "the model's " + what + " `" + tensor.name() + "` is " + tensor + ": " + refusal,
        "export the model so that it takes rows of numbers, texts or truth values"
            + " (scikit-learn's exporter: `zipmap: False`; PyTorch's: `dynamic_axes`)");
  }

  private static void check(Output output, ModelSignature model, Consumer<Misfit> found) {
    String at = "outputs." + output.column();
    Optional<ModelTensor> tensor = model.output(output.tensor());
    if (tensor.isEmpty()) {
      found.accept(
          Misfit.of(
              Misfit.Kind.TENSOR,
              at,
              -1,
              "the model has no output `" + output.tensor() + "`",
              "its outputs are " + ModelSignature.inWords(model.outputs())));
      return;
    }
    Optional<String> refusal = tensor.get().refusal();
    if (refusal.isPresent()) {
      found.accept(refused(at, "output", tensor.get(), refusal.get()));
      return;
    }
    if (tensor.get().width().filter(width -> width < output.element()).isPresent()) {
      found.accept(
          Misfit.of(
              Misfit.Kind.TYPE,
              at,
              -1,
              "`"
                  + tensor.get().name()
                  + "` is "
                  + tensor.get()
                  + " and has no element "
                  + output.element(),
              "elements count from 1: write `element: 1`"));
      return;
    }
    DataType right = tensor.get().column(output.element() > 0);
    if (!right.equals(output.type().withNullable(true))) {
      found.accept(
          Misfit.of(
              Misfit.Kind.TYPE,
              at,
              -1,
              "`"
                  + tensor.get().name()
                  + "` is "
                  + tensor.get()
                  + ", which is "
                  + right
                  + ", not "
                  + output.type().withNullable(true),
              "write `type: " + right + "`"));
    }
  }
}
