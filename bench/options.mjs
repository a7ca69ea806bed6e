// @ts-check

/**
 * @typedef {object} Options
 * @property {boolean} isJson one JSON object per line in place of the table
 * @property {string} only rows whose name has this in it; all without
 * @property {boolean} isWithoutBrowser only the part on the graphics processor, in Node
 */

/**
 * Throws a RangeError for an argument that is none of ours.
 *
 * @param {readonly string[]} args
 * @returns {Options}
 */
export function parseOptions(args) {
  const options = { isJson: false, only: "", isWithoutBrowser: false };
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i];
    if (arg === "--json") options.isJson = true;
    else if (arg === "--without-browser") options.isWithoutBrowser = true;
    else if (arg === "--only" && args[i + 1]) options.only = args[++i] ?? "";
    else {
      throw new RangeError(
        `expected --json, --only <part of a name> or --without-browser, but got ${arg}.`,
      );
    }
  }
  return options;
}
