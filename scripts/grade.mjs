// @ts-check
import { pathToFileURL } from "node:url";
import { buildTypeScript } from "./run-typescript.mjs";

// npm run grade -- submissions/ --out grades.csv: grades what students have handed in, on the instructor's machine.

await import(pathToFileURL(await buildTypeScript("lib/grading/main.ts")).href);
