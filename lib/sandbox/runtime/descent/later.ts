import type { MimeBundle } from "../../../notebook/output";
import type { Host } from "../host";

// Plain lists are shown at once, so that displays keep their order and errors their line; the values of a
// tensor may lie on a GPU and come later.

export type Later<T> = T | Promise<T>;

/** Not called `then`: a module with an export of that name would be taken for a promise. */
export function goOn<T, U>(value: Later<T>, next: (value: T) => Later<U>): Later<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** All of them, later if one is. */
export function all<T>(values: Later<T>[]): Later<T[]> {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as T[]);
}

/** Shows it when it is there; a run does not end before. */
export function present(host: Host, bundle: Later<MimeBundle>): Promise<void> {
  if (bundle instanceof Promise) return host.follow(bundle.then((data) => host.display(data)));
  host.display(bundle);
  return Promise.resolve();
}
