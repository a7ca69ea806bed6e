// @ts-check
import { spawn, spawnSync } from "node:child_process";
import { repositoryFolder } from "./site.mjs";

/**
 * Runs a command in the repository, with its output on this terminal, and gives its exit code; 127 if
 * it could not be started.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env] added to this process's environment
 * @returns {Promise<number>}
 */
export function runCommand(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: repositoryFolder,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: "inherit",
      // npm and npx are batch files on Windows.
      shell: process.platform === "win32",
    });
    child.on("error", (error) => {
      console.error(`${command} could not be started: ${error.message}.`);
      resolve(127);
    });
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a command without showing its output. True if it exits with 0.
 *
 * @param {string} command
 * @param {string[]} args
 */
export function succeeds(command, args) {
  return spawnSync(command, args, { stdio: "ignore", timeout: 30_000 }).status === 0;
}

/**
 * Installs Debian packages, as root or with a passwordless sudo. False where that is not possible.
 *
 * @param {string[]} packages
 */
export async function installDebianPackages(packages) {
  const isRoot = process.getuid?.() === 0;
  if (!succeeds("apt-get", ["--version"])) return false;
  if (!isRoot && !succeeds("sudo", ["-n", "true"])) return false;
  /** @param {string[]} args */
  const aptGet = (args) =>
    isRoot
      ? runCommand("apt-get", args, { DEBIAN_FRONTEND: "noninteractive" })
      : runCommand("sudo", ["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...args]);
  // The lists may be merely old, so that the second command succeeds without the first.
  await aptGet(["update", "-qq"]);
  return (await aptGet(["install", "-y", "-qq", "--no-install-recommends", ...packages])) === 0;
}
