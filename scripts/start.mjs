// @ts-check
import { runCommand } from "./run-command.mjs";
import { serve } from "./serve.mjs";
import { exportFolder, findBuiltBasePath, normalizeBasePath } from "./site.mjs";

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? "localhost";
const basePath = normalizeBasePath(process.env.BASE_PATH);

try {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT is "${process.env.PORT}", but a port is a number from 0 to 65535.`);
  }
  // Listening comes first: a busy port is better known before the build than after it.
  const site = await serve({ root: exportFolder, port, host, basePath });
  const built = findBuiltBasePath(exportFolder);
  if (built !== basePath) {
    console.log(
      built === undefined
        ? "The site is not built yet, so it is built now."
        : `The site was built for the base path "${built}", so it is built again for "${basePath}".`,
    );
    const exitCode = await runCommand("npm", ["run", "build"], { BASE_PATH: basePath });
    if (exitCode !== 0) throw new Error("the build failed; its message is above.");
  }
  console.log(`\nDescent is at ${site.url} (Ctrl+C stops it; npm run build builds it anew)`);
} catch (error) {
  console.error(`npm start: ${explain(error)}`);
  process.exit(1);
}

/** @param {unknown} error */
function explain(error) {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return `port ${port} is used by another program: stop that, or choose another port with PORT=${port + 1} npm start.`;
  }
  if (code === "EACCES") {
    return `port ${port} is not open to ordinary users: choose another with PORT=3000 npm start.`;
  }
  return error instanceof Error ? error.message : String(error);
}
