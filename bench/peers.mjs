// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { repositoryFolder } from "../scripts/site.mjs";

/**
 * Packages that only the benchmark needs lie in folders of their own, each with its lock, and are
 * installed when they are first used.
 *
 * @param {"jax-js" | "dawn"} peer
 * @returns {string | undefined} its node_modules, or undefined where it cannot be installed
 */
export function installPeer(peer) {
  const folder = path.join(repositoryFolder, "bench", "peers", peer);
  const modules = path.join(folder, "node_modules");
  if (existsSync(path.join(modules, ".package-lock.json"))) return modules;
  console.error(`${peer} is installed into bench/peers/${peer}.`);
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  return status === 0 ? modules : undefined;
}
