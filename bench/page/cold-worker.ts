import { openDenseTrainer } from "../adapters";
import type { ColdReply } from "./rows/cold-worker";
import { createSpiralTask } from "./tasks";

const trainer = await openDenseTrainer(createSpiralTask("tanh", { name: "sgd" }));
const { isDone } = await trainer.train({ epoch: 1 }, Number.POSITIVE_INFINITY);
if (!isDone) throw new Error("internal: the first epoch was not trained.");
const resources = performance.getEntriesByType("resource").map(({ name }) => name);
const reply: ColdReply = { resources };
postMessage(reply);
