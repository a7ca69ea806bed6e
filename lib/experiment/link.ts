import { ExperimentError } from "./errors";
import { type Experiment, parseExperiment } from "./experiment";
import { flatten, type Leaf, unflatten } from "./leaves";

export const maxLinkBytes = 64 * 1024;

/**
 * An Experiment as the part of a link after the `#`: only what differs from `base`, as in
 * `data.noise=0.1&fit.batchSize=2`; `-model.layers.1` leaves something of the base out.
 */
export function encodeExperiment(experiment: Experiment, base: Experiment): string {
  const leaves = flatten(experiment);
  const baseLeaves = flatten(base);
  const removed = [...baseLeaves.keys()].filter((path) => !leaves.has(path));
  const changed = [...leaves].filter(([path, leaf]) => baseLeaves.get(path) !== leaf);
  return [
    ...removed.map((path) => `-${path}`),
    ...changed.map(([path, leaf]) => `${path}=${encodeLeaf(leaf)}`),
  ].join("&");
}

/**
 * The Experiment that a link describes, seen from the same `base`.
 *
 * Throws an ExperimentError that says what is wrong with the link.
 */
export function decodeExperiment(link: string, base: Experiment): Experiment {
  const sizeBytes = new TextEncoder().encode(link).length;
  if (sizeBytes > maxLinkBytes) {
    throw new ExperimentError([
      `The link: expected at most ${maxLinkBytes} bytes, but got ${sizeBytes}.`,
    ]);
  }
  const leaves = flatten(base);
  for (const entry of link.split("&").filter((text) => text !== "")) {
    const [, minus, path, value] = /^(-?)([\w.]{1,200})(?:=(.*))?$/s.exec(entry) ?? [];
    if (path === undefined || (minus === "-") !== (value === undefined)) {
      throw new ExperimentError([
        `The link: expected entries such as "fit.batchSize=2", but got "${entry.slice(0, 60)}".`,
      ]);
    }
    if (value === undefined) leaves.delete(path);
    else leaves.set(path, decodeLeaf(value));
  }
  return parseExperiment(unflatten(leaves));
}

/** Strings stand bare unless they would read as another value. */
function encodeLeaf(leaf: Leaf): string {
  const isBare = typeof leaf === "string" && decodeLeaf(leaf) === leaf;
  return encodeURIComponent(isBare ? leaf : JSON.stringify(leaf));
}

function decodeLeaf(text: string): Leaf {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw new ExperimentError([`The link: "${text.slice(0, 60)}" is not a valid encoding.`]);
  }
  try {
    const value: unknown = JSON.parse(decoded);
    return typeof value === "object" ? decoded : (value as Leaf);
  } catch {
    return decoded;
  }
}
