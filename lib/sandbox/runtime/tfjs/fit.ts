import type {
  History,
  LayersModel,
  ModelFitArgs,
  ModelFitDatasetArgs,
} from "@tensorflow/tfjs-layers";
import type { Host } from "../host";
import { backendTitles } from "./backend";
import { checkTensor } from "./check-inputs";
import { trainDense } from "./dense-fit";
import { planDense } from "./dense-plan";
import type { ModelInternals } from "./internals";
import { tf } from "./tf";
import { TrainingDisplay } from "./training-display";
import { noteShownHistory } from "./values";
import { trainWatched } from "./watched-fit";

const { fit, fitDataset } = tf.LayersModel.prototype;

let runNumber = 0;

/** Training that a stopped run has left behind ends when the next run begins. */
export function endFitsOfBefore(): void {
  runNumber += 1;
}

/** The kernel, as what belongs to the present run should see it. */
function bindToRun(host: Host): Host {
  const begunIn = runNumber;
  return {
    ...host,
    async breathe() {
      await host.breathe();
      if (begunIn !== runNumber) throw new Error("model.fit: the run that began it is over.");
    },
  };
}

/**
 * `model.fit` and `model.fitDataset` show how they go, can be stopped between two batches, and end with
 * an Error when the loss is not a finite number any more, where TensorFlow.js by itself would go on to the
 * last epoch. What our own engine can train by the very same steps, it trains, faster.
 */
export function replaceFit(host: Host): void {
  const openedOn = tf.getBackend();
  const { prototype } = tf.LayersModel;

  prototype.fit = async function (this: LayersModel, x, y, given = {}) {
    checkTensor("model.fit", "x", x);
    checkTensor("model.fit", "y", y);
    const args = cutEpochs(given, host);
    const model = this as unknown as ModelInternals;
    const plan = await planDense(model, x, y, args, { host, openedOn });
    const isDense = typeof plan !== "string";
    const display = openDisplay(host, args, isDense ? denseSentence : describeEngine(plan));
    const history = isDense
      ? await trainDense(plan, display, bindToRun(host))
      : await trainWatched(bindToRun(host), display, args, (watched) =>
          fit.call(this, x, y, watched),
        );
    if (display) noteShownHistory(history);
    return history;
  };

  prototype.fitDataset = async function (this: LayersModel, dataset, given) {
    const args = cutEpochs(given ?? {}, host) as typeof given;
    const reason = "since its examples are read while it trains";
    const display = openDisplay(host, args, describeEngine(reason));
    const history = await trainWatched(bindToRun(host), display, args, (watched) =>
      fitDataset.call(this, dataset, watched),
    );
    if (display) noteShownHistory(history);
    return history;
  } as typeof fitDataset;

  followFits(host);
}

const { fit: fitSequential, fitDataset: fitDatasetSequential } = tf.Sequential.prototype;

/** A run waits for training that its code does not wait for. */
function followFits(host: Host): void {
  const { prototype: functional } = tf.LayersModel;
  const { prototype: sequential } = tf.Sequential;
  const follow = <Method extends (...args: never[]) => Promise<History>>(method: Method) =>
    function (this: unknown, ...args: never[]) {
      return host.follow(method.apply(this, args));
    } as Method;
  functional.fit = follow(functional.fit);
  functional.fitDataset = follow(functional.fitDataset) as never;
  sequential.fit = follow(fitSequential);
  sequential.fitDataset = follow(fitDatasetSequential) as never;
}

const denseSentence =
  "Trained by Descent's own engine, in WebAssembly: the same steps as TensorFlow.js, faster.";

function describeEngine(reason: string): string {
  const title = backendTitles[tf.getBackend() as keyof typeof backendTitles] ?? tf.getBackend();
  return `Trained by TensorFlow.js on ${title}, ${reason}.`;
}

type Args = Pick<ModelFitArgs, "epochs" | "initialEpoch" | "verbose" | "callbacks" | "yieldEvery">;

function cutEpochs<A extends Args | ModelFitDatasetArgs<never>>(args: A, host: Host): A {
  const { maxEpochs } = host.settings();
  const { epochs, initialEpoch = 0 } = args as Args;
  if (maxEpochs === undefined || epochs === undefined) return args;
  return { ...args, epochs: Math.min(epochs, initialEpoch + maxEpochs) };
}

function openDisplay(host: Host, args: object, engine: string): TrainingDisplay | undefined {
  const { epochs = 1, initialEpoch = 0, verbose } = args as Args;
  if (verbose === 0) return undefined;
  return new TrainingDisplay(host, { epochs: Math.max(0, epochs - initialEpoch), engine });
}
