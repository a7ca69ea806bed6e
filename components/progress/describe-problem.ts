import { reloadWhenOutdated } from "@/components/layout/reload-when-outdated";

/** Why something did not work, in a sentence. Where the site was deployed anew, the page may be reloading. */
export async function describeProblem(error: unknown): Promise<string> {
  if (await reloadWhenOutdated(error)) {
    return "A part of the page could not be loaded. Are you online? Then try again.";
  }
  return error instanceof Error ? error.message : String(error);
}
