/// <reference lib="webworker" />
import { createMember } from "../engine/population/members";
import { openPopulation } from "../engine/population/train-members";
import type { PopulationReply, PopulationRequest } from "./protocol";

self.onmessage = async ({ data: request }: MessageEvent<PopulationRequest>) => {
  const outcome = await answer(request).catch((error: unknown) => {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { status: "error", ename: name, evalue: message } as const;
  });
  const reply: PopulationReply = { type: "population_reply", parentId: request.id, outcome };
  self.postMessage(reply);
};

async function answer({
  base,
  changes,
  engine,
  needsHistories,
}: PopulationRequest): Promise<PopulationReply["outcome"]> {
  const members = changes.map((change) => createMember(base, change));
  const population = await openPopulation(engine);
  if (typeof population === "string") return { status: "impossible", reason: population };
  await population.prepare(members);
  const startedAt = performance.now();
  const results = await population.train(members, needsHistories);
  if (typeof results === "string") return { status: "impossible", reason: results };
  const elapsedMs = performance.now() - startedAt;
  return { status: "ok", results, elapsedMs, gpuName: population.gpuName };
}
