import type { MimeBundle } from "../../notebook/output";
import type { RunSettings, SandboxFile } from "../protocol";
import type { FindTensor } from "./to-plain-value";

/** What code in the kernel may ask of it while a cell runs: the helpers, TensorFlow.js' `fit`, the console. */
export interface Host {
  /** Shows something under the cell. Under the same `displayId` it takes the place of what was there. */
  display(data: MimeBundle, displayId?: string): void;
  /** Shows any value as it would be shown as the last of its cell. */
  show(value: unknown): Promise<void>;
  /** Work that the reader need not await: the run ends after it has, and with its error. Gives it back. */
  follow<T>(work: Promise<T>): Promise<T>;
  /** Throws if the reader has pressed Stop. */
  checkInterrupt(): void;
  /** Lets the page draw and the reader's Stop arrive; throws if it has. For loops of our own. */
  breathe(): Promise<void>;
  /** A file of the book, in bytes. Rejects, in a sentence, if it cannot be had. */
  loadFile(name: SandboxFile): Promise<ArrayBuffer>;
  settings(): RunSettings;
}

/** What a cell can `import`, and has as global names without. Each is loaded when code first mentions it. */
export interface OfferedModule {
  /** As in `import … from "descent"`. */
  specifier: string;
  /** Under this name the whole module is a global: `tf`. */
  globalName?: string;
  /** These exports are globals too: `plot`, `table`. */
  globalExports?: readonly string[];
  load(host: Host): Promise<{ exports: Record<string, unknown>; extension?: Extension }>;
}

/** Turns a value into something to show; the first that does not pass is asked last: the inspector. */
export type Displayer = (
  value: unknown,
) => MimeBundle | undefined | Promise<MimeBundle | undefined>;

/** What a part of the kernel that not every run needs adds to it once it is loaded. */
export interface Extension {
  displayers: Displayer[];
  /** The tensor that a value is, whose values are then given back as arrays. */
  findTensor?: FindTensor;
  /** Tensors in memory, and those that nothing in these values holds. */
  countTensors?(names: Record<string, unknown>): { total: number; left: number };
  /** A sentence on why an error happens and what to do, if this part knows it. */
  explain?(error: Error): string | undefined;
  /**
   * Called after each run with the values that names held before it and hold no more: frees what nothing
   * in `names`, the names as they are now, holds either.
   */
  release?(dropped: readonly unknown[], names: Record<string, unknown>): void;
  /** Called when a run begins: the scope of tensors. */
  beginRun?(): void;
}
