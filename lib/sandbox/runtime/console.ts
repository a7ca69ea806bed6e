import type { MimeBundle } from "../../notebook/output";
import { formatLog } from "./inspect/format-log";
import { quote } from "./inspect/inspect-text";
import { inspectValue } from "./inspect/inspect-value";
import { printInspection } from "./inspect/print-inspection";
import { tabulate } from "./inspect/tabulate";

export interface ConsoleOptions {
  /** Whether what would be written would not be shown. */
  isFull(): boolean;
  write(name: "stdout" | "stderr", text: string): void;
  display(data: MimeBundle): void;
  clear(): void;
  now(): number;
}

type Print = (...values: unknown[]) => void;

/** The `console` of cells, which writes and counts as Node's does. */
export function createConsole(options: ConsoleOptions): Record<string, Print> {
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  let indent = "";

  const write = (name: "stdout" | "stderr", text: string) => {
    options.write(
      name,
      indent ? `${indent}${text.replaceAll("\n", `\n${indent}`)}\n` : `${text}\n`,
    );
  };
  const printTo =
    (name: "stdout" | "stderr"): Print =>
    (...values) => {
      if (!options.isFull()) write(name, formatLog(values));
    };
  const log = printTo("stdout");
  const warn = printTo("stderr");
  const group: Print = (...values) => {
    if (values.length > 0) log(...values);
    indent += "  ";
  };
  const printTimer = (label: string, values: unknown[]) => {
    const start = timers.get(label);
    if (start === undefined) warn(`There is no timer ${quote(label)}.`);
    else log(`${label}: ${(options.now() - start).toFixed(3)} ms`, ...values);
  };

  return {
    log,
    info: log,
    debug: log,
    warn,
    error: warn,
    trace: (...values) => warn("Trace:", ...values),
    dir: (value) => log(printInspection(inspectValue(value))),
    dirxml: log,
    table(rows) {
      const table = tabulate(rows);
      if (table) options.display(table);
      else log(rows);
    },
    assert(condition, ...values) {
      if (condition) return;
      const [first, ...rest] = values;
      if (typeof first === "string") warn(`Assertion failed: ${first}`, ...rest);
      else warn("Assertion failed", ...values);
    },
    count(label = "default") {
      const count = (counts.get(String(label)) ?? 0) + 1;
      counts.set(String(label), count);
      log(`${label}: ${count}`);
    },
    countReset: (label = "default") => counts.delete(String(label)),
    time: (label = "default") => timers.set(String(label), options.now()),
    timeLog: (label = "default", ...values) => printTimer(String(label), values),
    timeEnd(label = "default") {
      printTimer(String(label), []);
      timers.delete(String(label));
    },
    group,
    groupCollapsed: group,
    groupEnd() {
      indent = indent.slice(2);
    },
    clear: () => options.clear(),
  };
}
