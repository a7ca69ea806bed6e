import { Checkbox, Select, Slider } from "@/components/controls";
import type { Mending, Remedies, RemedyName } from "@/lib/exercises/diagnose/remedies";
import { mostHiddenLayers, readRemedy } from "@/lib/exercises/diagnose/remedies";
import { countTestPoints, type Experiment } from "@/lib/experiment/experiment";
import { formatPercent } from "@/lib/format";
import styles from "./diagnose.module.css";

interface Props {
  broken: Experiment;
  mending: Mending;
  names: readonly RemedyName[];
  onChange(mending: Mending): void;
}

/** What the reader may turn. None of them says whether it was all right as it was handed over. */
export function MendControls({ broken, mending, names, onChange }: Props) {
  const shows = (name: RemedyName) => names.includes(name);
  const turn = <Name extends RemedyName>(name: Name, value: Remedies[Name] | undefined) => {
    const { [name]: _, ...others } = mending;
    const isAsBefore = value === undefined || value === readRemedy(broken, name);
    onChange(isAsBefore ? others : { ...others, [name]: value });
  };
  const read = <Name extends RemedyName>(name: Name): Remedies[Name] | undefined =>
    (mending[name] as Remedies[Name] | undefined) ?? readRemedy(broken, name);
  const { data, fit } = broken;
  const trainShare = read("trainShare") ?? 0.5;
  const trainPoints =
    data.samples -
    countTestPoints({ ...data, testFraction: Math.round(100 - 100 * trainShare) / 100 });

  /** A list whose first entry leaves things as they were, where they were none of the others. */
  const pick = <Name extends RemedyName>(
    name: Name,
    label: string,
    options: readonly (readonly [Remedies[Name], string])[],
  ) => {
    const original = readRemedy(broken, name);
    const isListed = options.some(([value]) => value === original);
    return shows(name) ? (
      <Select
        label={label}
        value={String(read(name) ?? "")}
        options={[
          ...(isListed ? [] : [{ value: String(original ?? ""), label: "As handed over" }]),
          ...options.map(([value, title]) => ({ value: String(value), label: title })),
        ]}
        onChange={(text) => turn(name, options.find(([value]) => String(value) === text)?.[0])}
      />
    ) : null;
  };
  const check = (name: "shuffle" | "rescale" | "relabel" | "separate", label: string) =>
    shows(name) ? (
      <Checkbox
        label={label}
        checked={mending[name] === true}
        onChange={(checked) => {
          const { [name]: _, ...others } = mending;
          onChange(checked ? { ...others, [name]: true } : others);
        }}
      />
    ) : null;

  return (
    <div className={styles.controls}>
      {shows("learningRate") ? (
        <Slider
          label="Learning rate"
          symbol="α"
          value={read("learningRate") ?? 0}
          min={0.0001}
          max={10}
          scale="log"
          onChange={(value) => turn("learningRate", value)}
        />
      ) : null}
      {shows("batchSize") ? (
        <Slider
          label="Batch size"
          symbol="B"
          value={Math.min(read("batchSize") ?? 1, trainPoints)}
          min={1}
          max={trainPoints}
          scale="log"
          isWhole
          onChange={(value) => turn("batchSize", value)}
        />
      ) : null}
      {shows("epochs") ? (
        <Slider
          label="Epochs"
          symbol="T"
          value={read("epochs") ?? 1}
          min={1}
          max={fit.epochs}
          scale="log"
          isWhole
          onChange={(value) => turn("epochs", value)}
        />
      ) : null}
      {pick("activation", "Activation", activationTitles)}
      {pick("hiddenLayers", "Hidden layers", layerCounts)}
      {pick("weights", "Starting weights", weightTitles)}
      {pick("biases", "Starting biases", biasTitles)}
      {pick("loss", "Loss", lossTitles)}
      {pick("l2", "Penalty on large weights", penalties)}
      {pick("trainShare", "Points that train", shares)}
      {check("shuffle", "Shuffle the points for each epoch")}
      {check("rescale", "Scale the inputs to about −6 to 6")}
      {check("relabel", "Give each point back its own label")}
      {check("separate", "Take training points out of the test points")}
    </div>
  );
}

const activationTitles = [
  ["tanh", "Tanh"],
  ["sigmoid", "Sigmoid"],
  ["relu", "ReLU"],
  ["leakyRelu", "Leaky ReLU"],
  ["elu", "ELU"],
] as const;

const layerCounts = Array.from(
  { length: mostHiddenLayers },
  (_, index) => [index + 1, String(index + 1)] as const,
);

const weightTitles = [
  ["uniform", "Uniform, −0.5 to 0.5"],
  ["glorot", "Glorot"],
  ["he", "He"],
  ["normal", "Normal, σ = 1"],
] as const;

const biasTitles = [
  [0, "0"],
  [0.1, "0.1"],
  [1, "1"],
] as const;

const lossTitles = [
  ["halfSquaredError", "Half the squared error"],
  ["binaryCrossentropy", "Cross-entropy, sigmoid output"],
] as const;

const penalties = [0, 0.001, 0.003, 0.01, 0.03, 0.1].map(
  (value) => [value, value === 0 ? "None" : `L2, ${value}`] as const,
);

const shares = [0.1, 0.3, 0.5, 0.7, 0.8].map(
  (value) => [value, formatPercent(value, { trim: true })] as const,
);
