import { StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import type { CellOutput } from "@/lib/notebook/output";
import { Outputs } from "../outputs";

/* What a test's page in a browser can do with outputs. */

let root: Root | undefined;
const visited: number[] = [];
const describePlace = ({ line }: { line: number }) => `Code cell 3, line ${line}`;
const goToPlace = ({ line }: { line: number }) => void visited.push(line);

/** As the site's build renders it, and as the reader's browser takes it over. */
export function createPage(outputs: CellOutput[]) {
  return (
    <StrictMode>
      <Outputs outputs={outputs} describePlace={describePlace} onGoToPlace={goToPlace} />
    </StrictMode>
  );
}

export const page = {
  visited,
  /** Takes over the build's HTML in this place, and gives what React found wrong with it. */
  async hydrate(place: Element, outputs: CellOutput[]): Promise<string[]> {
    const problems: string[] = [];
    hydrateRoot(place, createPage(outputs), {
      onRecoverableError: (error) => problems.push(String(error)),
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    return problems;
  },
  /** Draws the outputs, and says how long script and layout took. */
  draw(outputs: CellOutput[]): number {
    const start = performance.now();
    root ??= createRoot(document.body.appendChild(document.createElement("main")));
    flushSync(() => root?.render(createPage(outputs)));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  },
};

Object.assign(globalThis, { page });
