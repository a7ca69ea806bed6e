import { useState } from "react";
import { Button, Checkbox, Select, Slider } from "@/components/controls";
import { type Engine, engines } from "@/lib/engine/plan";
import {
  type ActivationName,
  activationNames,
  countTestPoints,
  dataNames,
} from "@/lib/experiment/experiment";
import { readSettings } from "@/lib/experiment/settings";
import type { Run } from "@/lib/kernel/run";
import type { RunState } from "@/lib/kernel/run-state";
import { dataTitles } from "./describe";
import { fingerprint } from "./fingerprint";
import styles from "./train.module.css";
import { changeOrExplain, createLink } from "./use-run";
import type { ViewOptions } from "./view-options";

interface SettingsProps {
  run: Run;
  state: RunState;
}

/** What the chapter is about, always in sight. */
export function Settings({ run, state }: SettingsProps) {
  const settings = readSettings(state.experiment);
  const { data } = state.experiment;
  return (
    <div className={styles.settings}>
      <Slider
        label="Learning rate"
        symbol="α"
        value={settings.learningRate}
        min={0.0001}
        max={10}
        scale="log"
        onChange={(learningRate) => changeOrExplain(run, { learningRate })}
      />
      <Slider
        label="Batch size"
        symbol="B"
        value={settings.batchSize}
        min={1}
        max={data.samples - countTestPoints(data)}
        scale="log"
        isWhole
        onChange={(batchSize) => changeOrExplain(run, { batchSize })}
      />
      <Select
        label="Activation"
        value={settings.activation}
        options={hiddenActivations.map((name) => ({ value: name, label: activationTitles[name] }))}
        onChange={(activation) => changeOrExplain(run, { activation })}
      />
      <Select
        label="Data"
        value={settings.data}
        options={dataNames.map((name) => ({ value: name, label: dataTitles[name] }))}
        onChange={(name) => changeOrExplain(run, { data: name })}
      />
    </div>
  );
}

const hiddenActivations = activationNames.filter((name) => name !== "softmax");

const activationTitles: Record<ActivationName, string> = {
  linear: "Linear",
  relu: "ReLU",
  leakyRelu: "Leaky ReLU",
  elu: "ELU",
  selu: "SELU",
  gelu: "GELU",
  swish: "Swish",
  softplus: "Softplus",
  softsign: "Softsign",
  sigmoid: "Sigmoid",
  tanh: "Tanh",
  softmax: "Softmax",
};

const engineOptions: { value: Engine | "auto"; label: string }[] = [
  { value: "auto", label: "Automatic" },
  { value: "dense", label: "Own code, WebAssembly" },
  { value: "tfjs-webgpu", label: "TensorFlow.js, WebGPU" },
  { value: "tfjs-wasm", label: "TensorFlow.js, WebAssembly" },
  { value: "tfjs-cpu", label: "TensorFlow.js, JavaScript" },
];

/** Epochs a second. */
const paceOptions = [
  { value: "10", label: "10 epochs a second" },
  { value: "60", label: "60 epochs a second" },
  { value: "full", label: "Full speed" },
];

interface MoreSettingsProps extends SettingsProps {
  id: string;
  view: ViewOptions;
  onView: (change: Partial<ViewOptions>) => void;
}

/** The rest, behind "more". */
export function MoreSettings({ id, run, state, view, onView }: MoreSettingsProps) {
  const settings = readSettings(state.experiment);
  return (
    <details className={styles.more}>
      <summary>More settings</summary>
      <div className={styles.settings}>
        <Slider
          label="Noise"
          symbol="ν"
          value={settings.noise}
          min={0}
          max={0.5}
          step={0.05}
          onChange={(noise) => changeOrExplain(run, { noise })}
        />
        <Slider
          label="Random seed"
          symbol="s"
          value={settings.seed}
          min={0}
          max={999}
          step={1}
          isWhole
          onChange={(seed) => changeOrExplain(run, { seed })}
        />
        <Select
          label="Trained by"
          value={state.engine ?? "auto"}
          options={engineOptions}
          onChange={(choice) =>
            run.chooseEngine(engines.find((engine) => engine === choice) ?? null)
          }
        />
        <Select
          label="Pace"
          value={state.pace === null ? "full" : String(state.pace)}
          options={paceOptions}
          onChange={(pace) => run.setPace(pace === "full" ? null : Number(pace))}
        />
        <Checkbox
          label="Show test points"
          checked={view.showsTest}
          onChange={(showsTest) => onView({ showsTest })}
        />
        <Checkbox
          label="Logarithmic loss"
          checked={view.isLog}
          onChange={(isLog) => onView({ isLog })}
        />
        <div className={styles.links}>
          <Button onClick={() => run.replace(state.base)}>Restore the settings</Button>
          <CopyButtons id={id} state={state} />
        </div>
        <Fingerprint state={state} />
      </div>
    </details>
  );
}

/** The book's own code gives the same bytes everywhere, and a reader can see that it does. */
function Fingerprint({ state: { shown, snapshot, plan } }: { state: RunState }) {
  const weights = (shown ?? snapshot)?.weights;
  if (!weights) return null;
  return (
    <p className={styles.fingerprint}>
      Fingerprint of the weights: <code>{fingerprint(weights)}</code>
      {plan?.path === "dense"
        ? ". With the same settings it is the same in every browser."
        : ". TensorFlow.js rounds in its own way on each device."}
    </p>
  );
}

/** What a reader can take along: the address of this state, or the network as a program. */
function CopyButtons({ id, state }: { id: string; state: RunState }) {
  const [reply, setReply] = useState("");
  const copy = async (what: string, getText: () => string | Promise<string>) => {
    try {
      await navigator.clipboard.writeText(await getText());
      setReply(`Copied ${what}.`);
    } catch {
      setReply("This browser does not let the page copy; the address bar holds the link.");
    }
  };
  const { experiment, base } = state;
  return (
    <>
      <Button
        onClick={() =>
          copy(
            "the link",
            () => new URL(createLink(id, experiment, base), window.location.href).href,
          )
        }
      >
        Copy link
      </Button>
      <Button
        onClick={() =>
          copy("a TensorFlow.js program", async () => {
            const { experimentToTfjs } = await import("@/lib/export/tfjs");
            return experimentToTfjs(experiment);
          })
        }
      >
        Copy as TensorFlow.js
      </Button>
      <Button
        onClick={() =>
          copy("a Keras program", async () => {
            const { experimentToKeras } = await import("@/lib/export/keras");
            return experimentToKeras(experiment);
          })
        }
      >
        Copy as Keras
      </Button>
      <span role="status">{reply}</span>
    </>
  );
}
