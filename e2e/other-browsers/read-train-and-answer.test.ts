import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportFolder } from "../../scripts/site.mjs";
import { computeSharedFingerprint, sharedRun } from "../expected-fingerprint";
import { otherBrowsers } from "./browsers";
import { type Reader, waitForText } from "./reader";

const trainOrPause = ".//button[normalize-space()='Train' or normalize-space()='Pause']";
const trainable = `(//section[${trainOrPause}][not(.//section[${trainOrPause}])])[last()]`;
const exercise = "(//section[@data-kind='choice'])[1]";

/** Presses Train until the widget names its device: its code may still be on its way at first. */
async function startTraining(reader: Reader) {
  const train = `${trainable}//button[normalize-space()='Train']`;
  for (let attempt = 1; ; attempt += 1) {
    await reader.click(train);
    try {
      await waitForText(reader, `${trainable}[@data-device]`, Boolean, 5000);
      return;
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
}

for (const { name, isMissing, start } of otherBrowsers) {
  describe.skipIf(isMissing)(name, () => {
    let reader: Reader;
    beforeAll(async () => {
      reader = await start(exportFolder);
      console.log(`${name}: ${reader.version}`);
      await reader.open("/chapters/gradient-descent/");
    });
    afterAll(() => reader?.close());

    it("opens the chapter", async () => {
      await waitForText(reader, "//h1", (text) => text.includes("Gradient descent"));
    });

    it("trains a network for five epochs, and pauses", async () => {
      const status = `${trainable}//*[@role='status'][contains(., 'epoch')]`;
      // Until then the widget shows a recorded run, which has its epochs too.
      const recorded = await reader.read(status);
      await startTraining(reader);
      await waitForText(
        reader,
        status,
        (text) =>
          text !== recorded && Number(/epoch (\d+)/.exec(text)?.[1]) >= 5 && /loss \d/.test(text),
      );
      await reader.click(`${trainable}//button[normalize-space()='Pause']`);
      await waitForText(reader, `${trainable}//button[normalize-space()='Train']`, Boolean);
    });

    it("trains on the CPU, and says so", async () => {
      const region = `${trainable}[@data-device='wasm' or @data-device='cpu']`;
      expect(await reader.read(region)).not.toBe("");
    });

    it("trains a run to the same bytes as every other browser", async () => {
      await reader.open(`/chapters/gradient-descent/${sharedRun}`);
      await startTraining(reader);
      await waitForText(reader, `${trainable}//*[@role='status'][contains(., 'epoch')]`, (text) =>
        text.startsWith("Finished: epoch 40"),
      );
      await reader.click(`${trainable}//summary`);
      const fingerprint = `${trainable}//*[contains(., 'Fingerprint of the weights')]/code`;
      expect(await reader.read(fingerprint)).toBe(await computeSharedFingerprint());
    });

    it("answers a question of the exercises", async () => {
      await reader.click(`${exercise}//label[1] | ${exercise}//input[@type='radio'][1]`);
      await reader.click(`${exercise}//button[normalize-space()='Check']`);
      await waitForText(reader, `${exercise}//*[@role='status']`, (text) =>
        /^\s*(Correct|Not yet)/.test(text),
      );
    });

    it("reports no error", async () => {
      expect(await reader.findErrors()).toEqual([]);
    });
  });
}
