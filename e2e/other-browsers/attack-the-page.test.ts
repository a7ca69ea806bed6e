import { rmSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  messageAttacks,
  networkAttacks,
  originAttacks,
  setTraps,
  springTraps,
  writeCell,
} from "../sandbox/attacks";
import { buildSandboxPage } from "../sandbox/build-page";
import { type Evaluate, findIntrusions, runCell, stopCell, tryFrame } from "../sandbox/cells";
import { type HostileServer, startHostileServer } from "../sandbox/hostile-server";
import { otherBrowsers } from "./browsers";
import type { Reader } from "./reader";

for (const { name, isMissing, start } of otherBrowsers) {
  describe.skipIf(isMissing)(name, () => {
    let folder: string;
    let reader: Reader;
    let hostile: HostileServer;
    const evaluate: Evaluate = (body) => reader.evaluate(body);

    beforeAll(async () => {
      folder = await buildSandboxPage();
      hostile = await startHostileServer();
      reader = await start(folder);
    });
    afterAll(async () => {
      await reader?.close();
      await hostile?.close();
      rmSync(folder, { recursive: true });
    });
    beforeEach(async () => {
      hostile.hits.length = 0;
      await reader.open("/");
    });

    it("has no kernel before a cell is run", async () => {
      expect(await evaluate("return document.querySelectorAll('iframe').length")).toBe(0);
      expect(await evaluate("return kernel.client.state")).toBe("absent");
    });

    it("lets the kernel's page do nothing where it has an origin", async () => {
      expect(await tryFrame(evaluate, { isSandboxed: true })).toBe(true);
      expect(await tryFrame(evaluate, { isSandboxed: false })).toBe(false);
    });

    for (const attack of [...networkAttacks, ...originAttacks, ...messageAttacks]) {
      it(`gives nothing away to ${attack.name}`, async () => {
        const { text, outcome } = await runCell(evaluate, writeCell(attack, hostile.host));
        expect(text).toMatch(/^(nothing|refused: .*)\n/);
        expect(outcome).toMatchObject({ status: "ok" });
        expect(hostile.hits).toEqual([]);
        expect(await findIntrusions(evaluate)).toEqual([]);
        expect((await runCell(evaluate, "console.log(1 + 1)")).text).toBe("2\n");
      });
    }

    it("keeps the kernel's port from patched prototypes", async () => {
      expect((await runCell(evaluate, setTraps)).text).toBe("traps are set\n");
      expect((await runCell(evaluate, springTraps)).text).toMatch(/own [1-9]\d*, others 0\n$/);
      expect((await runCell(evaluate, "console.log(stolen.length > 0)")).text).toBe("true\n");
    });

    it("lets no timer outlive its worker", async () => {
      const code = `setInterval(() => {
          console.log("alive");
          fetch("http://${hostile.host}/alive").catch(() => {});
        }, 5);`;
      await runCell(evaluate, code);
      await expect.poll(() => evaluate("return kernel.runs[0].text")).toContain("alive");
      await evaluate("await kernel.client.restart()");
      const before = await evaluate("return kernel.runs[0].text.length");
      await evaluate("await kernel.wait(500)");
      expect(await evaluate("return kernel.runs[0].text.length")).toBe(before);
      expect(hostile.hits).toEqual([]);
    });

    it.each([
      ["an empty loop", "while (true) {}"],
      ["a loop in a callback", "[1].forEach(() => { while (true) {} })"],
      ["an await that never settles", "await new Promise(() => {})"],
    ])("stops %s within a second", async (_, code) => {
      const stopped = await stopCell(evaluate, code, 300);
      expect(stopped.elapsedMs).toBeLessThan(1000);
      expect(stopped.run.outcome?.status).toBe(stopped.namesKept ? "aborted" : "lost");
      expect((await runCell(evaluate, "console.log(1 + 1)")).text).toBe("2\n");
    });
  });
}
