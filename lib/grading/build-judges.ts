import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { build, type Plugin } from "esbuild";
import { buildTypeScript } from "../../scripts/run-typescript.mjs";
import { repositoryFolder } from "../../scripts/site.mjs";
import type { ExerciseToGrade } from "./exercise-list";

/** Bundles the process that judges (`judge-process.ts`) with these exercises, and gives its file. */
export async function buildJudgeProcess(exercises: readonly ExerciseToGrade[]): Promise<string> {
  const names = createHash("sha256");
  for (const { file, edition } of exercises) names.update(`${file}\0${edition}\0`);
  return await buildTypeScript("lib/grading/judge-process.ts", {
    name: `lib/grading/judge-process-${names.digest("hex").slice(0, 16)}`,
    // What is private is checked where the code runs, in the harness.
    plugins: [serveExercises(exercises.map(({ privateFile, ...rest }) => rest))],
  });
}

/** Bundles the page that runs students' code (`harness.ts`) with these exercises into a file. */
export async function buildHarness(exercises: readonly ExerciseToGrade[], file: string) {
  const { outputFiles } = await build({
    entryPoints: [path.join(repositoryFolder, "lib/grading/harness.ts")],
    absWorkingDir: repositoryFolder,
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    mainFields: ["browser", "module", "main"],
    plugins: [serveExercises(exercises)],
    logLevel: "error",
  });
  await writeFile(file, outputFiles[0]?.text ?? "");
}

/** The module `descent:exercises` of a bundle. Rejects, where the bundle is made, for what does not compile. */
function serveExercises(exercises: readonly ExerciseToGrade[]): Plugin {
  const imports: string[] = [];
  const ownLines: string[] = [];
  const privateLines: string[] = [];
  for (const [index, { key, file, privateFile }] of exercises.entries()) {
    imports.push(`import exercise${index} from ${JSON.stringify(file)};`);
    ownLines.push(`${JSON.stringify(key)}: exercise${index},`);
    if (!privateFile) continue;
    imports.push(`import { checks as checks${index} } from ${JSON.stringify(privateFile)};`);
    privateLines.push(`${JSON.stringify(key)}: checks${index},`);
  }
  const contents = [
    ...imports,
    `export const exercises = {${ownLines.join("\n")}};`,
    `export const privateChecks = {${privateLines.join("\n")}};`,
  ].join("\n");
  return {
    name: "serve-exercises",
    setup({ onLoad, onResolve, resolve }) {
      onResolve({ filter: /^descent:exercises$/ }, () => ({
        path: "exercises",
        namespace: "descent",
      }));
      onLoad({ filter: /.*/, namespace: "descent" }, () => ({
        contents,
        loader: "ts",
        resolveDir: repositoryFolder,
      }));
      // Private checks may lie anywhere, and still import what is the book's.
      onResolve({ filter: /^@\// }, ({ path: name, kind, pluginData }) =>
        pluginData === "ours"
          ? undefined
          : resolve(name, { kind, resolveDir: repositoryFolder, pluginData: "ours" }),
      );
    },
  };
}
