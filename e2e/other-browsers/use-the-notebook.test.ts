import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportFolder } from "../../scripts/site.mjs";
import { otherBrowsers } from "./browsers";
import { type Reader, waitForText } from "./reader";

/** As in Chromium's tests: a second, and some grace for the browser itself. */
const stopLimitMs = 1400;

const toolbar = "//*[@role='toolbar']";
const kernelState = `${toolbar}//*[@role='status'][@aria-label='Kernel']`;
const cells = "//section[starts-with(@aria-label, 'Code cell ')]";

function findCell(number: number): string {
  return `//section[@aria-label='Code cell ${number}']`;
}

function findOutput(number: number): string {
  return `//section[@aria-label='Output of cell ${number}']`;
}

function findButton(name: string): string {
  return `//button[normalize-space()='${name}']`;
}

function findCount(place: string, count: number): string {
  return `${place}//p[normalize-space()='[${count}]']`;
}

for (const { name, isMissing, start } of otherBrowsers) {
  describe.skipIf(isMissing)(name, () => {
    let reader: Reader;
    beforeAll(async () => {
      reader = await start(exportFolder);
      await reader.open("/notebook/");
    });
    afterAll(() => reader?.close());

    /**
     * Adds a cell of code, which is to be the one with this number, and begins to run it. The code does not
     * end with a name: the list of its completions would lie over the button.
     */
    async function runNewCell(number: number, code: string) {
      await reader.click(findButton("Add code cell"));
      await reader.type(`${findCell(number)}//*[@role='textbox']`, code);
      await reader.click(findCell(number) + findButton("Run"));
    }

    function expectOutput(number: number, text: RegExp) {
      return waitForText(reader, findOutput(number), (shown) => text.test(shown), 20_000);
    }

    /** How long it takes from the press of Stop until the cell can be run again. */
    function stop(number: number) {
      return reader.evaluate(`
        const cell = document.querySelector("section[aria-label='Code cell ${number}']");
        const find = (label) =>
          [...cell.querySelectorAll("button")].find(({ textContent }) => textContent === label);
        const startMs = performance.now();
        find("Stop").click();
        while (!find("Run")) await new Promise((resolve) => setTimeout(resolve, 5));
        return performance.now() - startMs;
      `);
    }

    it("runs a cell that is typed", async () => {
      await runNewCell(1, "1 + 1");
      await expectOutput(1, /^2$/);
      await waitForText(reader, findCount(findCell(1), 1), Boolean);
      await waitForText(reader, kernelState, (state) => state === "idle");
    });

    it("keeps names from cell to cell, and shows an error at its place", async () => {
      await runNewCell(2, "const half = 0.5; half * 84");
      await expectOutput(2, /^42$/);
      await runNewCell(3, "half + lost.length;");
      await expectOutput(3, /ReferenceError.*Code cell 3, line 1/);
      expect(await reader.read(`${findOutput(3)}//mark`)).toContain("lost");
    });

    it("stops a wait that never ends and an empty loop within a second, and keeps the names", async () => {
      for (const [number, code] of [
        [4, "await new Promise(() => {})"],
        [5, "while (true) {}"],
      ] as const) {
        await runNewCell(number, code);
        await waitForText(reader, kernelState, (state) => state === "busy");
        expect(await stop(number)).toBeLessThan(stopLimitMs);
        await waitForText(reader, findCell(number), (text) => text.includes("All names keep"));
      }
      await runNewCell(6, "half;");
      await expectOutput(6, /^0.5$/);
    });

    it("shows a tensor, and a network that trains until it is stopped", async () => {
      await runNewCell(7, "const x = tf.tensor2d([[0, 1], [1, 0]]); x;");
      await expectOutput(7, /float32/);
      expect(await reader.read(`${findOutput(7)}//table`)).not.toBe("");
      await runNewCell(
        8,
        "const net = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] }); net.compile({ optimizer: 'sgd', loss: 'meanSquaredError' }); await net.fit(x, tf.ones([2, 1]), { epochs: 1e8 })",
      );
      await expectOutput(8, /epoch \d+ of 100000000.*loss/);
      expect(await reader.read(`${findOutput(8)}[.//progress]`)).not.toBe("");
      expect(await stop(8)).toBeLessThan(stopLimitMs);
      await expectOutput(8, /stopped after epoch \d/);
    });

    it("keeps the cells until the next visit, and runs none of them then", async () => {
      await waitForText(reader, toolbar, (text) => /saved/.test(text) && !/not saved/.test(text));
      await reader.open("/notebook/");
      await waitForText(reader, findCell(2), (text) => text.includes("half * 84"));
      await expectOutput(2, /^42$/);
      await waitForText(reader, `${findCell(2)}//p[normalize-space()='[ ]']`, Boolean);
      expect(await reader.evaluate("return document.querySelectorAll('iframe').length")).toBe(0);
    });

    it("runs a chapter's cells from top to bottom", async () => {
      await reader.open("/chapters/gradient-descent/");
      await waitForText(reader, cells, Boolean);
      const count = Number(
        await reader.evaluate(
          "return document.querySelectorAll('section[aria-label^=\"Code cell \"]').length",
        ),
      );
      expect(count).toBeGreaterThan(2);
      await reader.click(toolbar + findButton("Run all"));
      await waitForText(reader, findCount(`(${cells})[${count}]`, count), Boolean);
      expect(await reader.read("//section[starts-with(@aria-label, 'Output of')]//mark")).toBe("");
    });

    it("reports no error", async () => {
      expect(await reader.findErrors()).toEqual([]);
    });
  });
}
