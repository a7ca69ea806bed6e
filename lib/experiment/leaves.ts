export type Leaf = string | number | boolean;

/** The leaves of a JSON value by their paths, such as `fit.batchSize`. */
export function flatten(
  value: unknown,
  path = "",
  leaves = new Map<string, Leaf>(),
): Map<string, Leaf> {
  if (typeof value === "object" && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      flatten(child, path === "" ? key : `${path}.${key}`, leaves);
    }
  } else if (value !== undefined) {
    leaves.set(path, value as Leaf);
  }
  return leaves;
}

type Branch = Map<string, Branch | Leaf>;

/**
 * The value with these leaves. Maps until the end: a path such as `__proto__.x` from a link must not
 * reach a prototype.
 */
export function unflatten(leaves: Map<string, Leaf>): unknown {
  const root: Branch = new Map();
  for (const [path, leaf] of leaves) {
    const keys = path.split(".");
    const last = keys.pop() as string;
    let branch = root;
    for (const key of keys) {
      let child = branch.get(key);
      if (!(child instanceof Map)) {
        child = new Map();
        branch.set(key, child);
      }
      branch = child;
    }
    branch.set(last, leaf);
  }
  return toPlain(root);
}

function toPlain(node: Branch | Leaf): unknown {
  if (!(node instanceof Map)) return node;
  const entries = [...node];
  if (entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => toPlain(child));
  }
  return Object.fromEntries(entries.map(([key, child]) => [key, toPlain(child)]));
}
