import { rmSync } from "node:fs";
import { serve } from "../scripts/serve.mjs";
import { expect, test } from "./fixtures";
import { buildSandboxPage } from "./sandbox/build-page";
import { honest, judgeAttacks } from "./sandbox/judge-attacks";
import type { Judge } from "./sandbox/judge-page";

// What is refused is reported in the console, as errors of the policy.
test.use({ allowedErrors: /./ });

let folder: string;
let site: Awaited<ReturnType<typeof serve>>;
let judge: Judge;

test.beforeAll(async () => {
  folder = await buildSandboxPage("judge-page.ts");
  site = await serve({ root: folder });
});
test.afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});
test.beforeEach(async ({ page }) => {
  await page.goto(site.url);
  judge = (code) =>
    page.evaluate((text) => (window as unknown as { judge: Judge }).judge(text), code);
});

test("honest code passes all checks, within half a second @timed", async () => {
  const times: number[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const { verdict, elapsedMs } = await judge(honest);
    expect(verdict).toMatchObject({ isCorrect: true });
    times.push(elapsedMs);
  }
  console.log(`from Check to the verdict: ${times.map(Math.round).join(", ")} ms`);
  expect(Math.min(...times)).toBeLessThan(500);
});

for (const [target, attacks] of Object.entries(judgeAttacks)) {
  test(`attacks on ${target} get not a point, and leave the page as it was`, async () => {
    test.setTimeout(120_000);
    for (const { name, code, isEndless } of attacks) {
      await test.step(name, async () => {
        const { verdict, elapsedMs, longestFrameMs, intrusions } = await judge(code);
        expect(verdict.isCorrect, name).toBe(false);
        expect(verdict.parts?.filter(({ isCorrect }) => isCorrect) ?? [], name).toEqual([]);
        expect(verdict.reply.length, name).toBeLessThan(3000);
        expect(intrusions, name).toEqual([]);
        // Three calls that are ended, and a fresh start for each.
        expect(elapsedMs, name).toBeLessThan(isEndless ? 10_000 : 5000);
        expect(longestFrameMs, name).toBeLessThan(500);
      });
    }
    expect((await judge(honest)).verdict).toMatchObject({ isCorrect: true });
  });
}
