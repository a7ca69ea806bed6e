// @ts-check
import { parse } from "parse5";
import { getAttribute, textOf, walkElements } from "./html.mjs";

/**
 * @typedef {import("./html.mjs").Element} Element
 * @typedef {{ id: string, text: string, isText: boolean }} Row of the page's data: its value as JSON or
 *   as one of React's instructions, or else as plain text
 * @typedef {string | number} Piece of the data, or the number of the element whose HTML stands there
 */

/** Of the elements whose HTML the data repeats. */
const mark = "data-copied";

/** Shorter ones are not worth a mark. */
const smallestCopy = 64;

/**
 * Takes out of a page's data what stands in the page itself.
 *
 * Next sends each page twice: as HTML, and as data for React, which repeats every frozen string of
 * HTML, such as formulas and code. Here each of them becomes a reference to its element, and the
 * script that hands the data to React reads it from there. So React gets the same data as before,
 * also where it has to draw the page anew because something else has changed it.
 *
 * Throws an Error if the data has a form that is not known here.
 *
 * @param {string} html
 */
export function dropFlightCopies(html) {
  const elements = [...walkElements(parse(html, { sourceCodeLocationInfo: true }))];
  const scripts = elements.filter((element) => readChunk(element) !== undefined);
  const [first] = scripts;
  if (!first) return html;
  const data = scripts.map(readChunk).join("");
  const rows = parseRows(data);
  const owners = findOwners(html, elements, listFrozen(rows));
  if (owners.size === 0) return html;

  const dataStart = getRange(first).start;
  /** @type {{ start: number, end: number, text: string }[]} */
  const edits = [...owners.values()].map((element, number) => {
    const { end } = getRange(element);
    if (end > dataStart) throw new Error(`the page's data stands before a <${element.tagName}>.`);
    const at = getStartTagEnd(element) - 1;
    return { start: at, end: at, text: ` ${mark}="${number}"` };
  });
  for (const script of scripts) edits.push({ ...getRange(script), text: "" });
  edits.push({
    start: dataStart,
    end: dataStart,
    text: `<script>${printScript(replaceCopies(rows, [...owners.keys()]))}</script>`,
  });

  let result = html;
  // From the end, so that the places of the others stay.
  for (const { start, end, text } of edits.sort((a, b) => b.start - a.start || b.end - a.end)) {
    result = result.slice(0, start) + text + result.slice(end);
  }
  return result;
}

/**
 * The rows of React's data: `<id>:<value>` and a line feed, or `<id>:T<bytes>,<text>`.
 *
 * @param {string} data
 */
export function parseRows(data) {
  const bytes = Buffer.from(data);
  /** @type {Row[]} */
  const rows = [];
  for (let at = 0; at < bytes.length; ) {
    const colon = bytes.indexOf(":", at);
    const id = bytes.toString("latin1", at, colon);
    if (colon < 0 || !/^[0-9a-f]*$/.test(id)) {
      throw new Error(
        `the page's data has a row without an id: ${bytes.toString("utf8", at, at + 40)}`,
      );
    }
    const tag = String.fromCharCode(bytes[colon + 1] ?? 0);
    if (tag === "T") {
      const comma = bytes.indexOf(",", colon);
      const start = comma + 1;
      at = start + Number.parseInt(bytes.toString("latin1", colon + 2, comma), 16);
      if (comma < 0 || !(at <= bytes.length))
        throw new Error(`the page's data breaks off in ${id}.`);
      rows.push({ id, text: bytes.toString("utf8", start, at), isText: true });
      continue;
    }
    // Rows of bytes have a length too, and no end of line.
    if (/[AOobUSsLlGgMmV]/.test(tag)) {
      throw new Error(`the page's data has a row of the kind "${tag}", which is not known here.`);
    }
    const end = bytes.indexOf("\n", colon);
    if (end < 0) throw new Error(`the page's data breaks off in ${id}.`);
    rows.push({ id, text: bytes.toString("utf8", colon + 1, end), isText: false });
    at = end + 1;
  }
  return rows;
}

/** A string of HTML in a row of JSON. */
const htmlInJson = /(?<="__html":)"(?:[^"\\]|\\.)*"/g;

/**
 * All strings that React is to set as HTML, and to use for nothing else.
 *
 * @param {Row[]} rows
 */
function listFrozen(rows) {
  const onlyHtml = findHtmlRows(rows);
  const texts = rows.flatMap(({ id, text, isText }) => {
    if (isText) return onlyHtml.has(id) ? [text] : [];
    return [...text.matchAll(htmlInJson)].map(([json]) => String(JSON.parse(json)));
  });
  return new Set(texts.filter(({ length }) => length >= smallestCopy));
}

/**
 * The ids of the rows that are used as HTML and as nothing else.
 *
 * @param {Row[]} rows
 */
function findHtmlRows(rows) {
  const asHtml = new Set();
  const otherwise = new Set();
  for (const { text, isText } of rows) {
    if (isText) continue;
    for (const [, key, id] of text.matchAll(/("__html":)?"\$[^"0-9a-f$]?([0-9a-f]+)[":]/g)) {
      (key ? asHtml : otherwise).add(id);
    }
  }
  return new Set([...asHtml].filter((id) => !otherwise.has(id)));
}

/**
 * The first element that shows each string, in the order of the page. One inside of another is left
 * out, since its mark would change the other.
 *
 * @param {string} html
 * @param {Element[]} elements in the order of the page
 * @param {Set<string>} frozen
 */
function findOwners(html, elements, frozen) {
  /** @type {Map<string, Element>} */
  const owners = new Map();
  let end = 0;
  for (const element of elements) {
    const { startTag, endTag, startOffset = 0 } = element.sourceCodeLocation ?? {};
    if (!startTag || !endTag || startOffset < end) continue;
    const inner = html.slice(startTag.endOffset, endTag.startOffset);
    if (!frozen.has(inner)) continue;
    end = endTag.endOffset;
    if (!owners.has(inner)) owners.set(inner, element);
  }
  return owners;
}

/**
 * The data in pieces: texts, and the numbers of those strings that stand in the page.
 *
 * @param {Row[]} rows
 * @param {string[]} copies
 */
function replaceCopies(rows, copies) {
  const numbers = new Map(copies.map((copy, number) => [copy, number]));
  const onlyHtml = findHtmlRows(rows);
  /** @type {Piece[]} */
  const pieces = [];
  for (const { id, text, isText } of rows) {
    if (isText) {
      const number = onlyHtml.has(id) ? numbers.get(text) : undefined;
      // As a row of JSON it needs no length, which only the browser will know.
      if (number !== undefined) pieces.push(`${id}:`, number, "\n");
      else pieces.push(`${id}:T${Buffer.byteLength(text).toString(16)},${text}`);
      continue;
    }
    pieces.push(`${id}:`);
    let done = 0;
    for (const { 0: json, index } of text.matchAll(htmlInJson)) {
      const number = numbers.get(JSON.parse(json));
      if (number === undefined) continue;
      pieces.push(text.slice(done, index), number);
      done = index + json.length;
    }
    pieces.push(text.slice(done), "\n");
  }
  return pieces;
}

/**
 * A piece of the page's data, as Next writes it, or undefined for other elements.
 *
 * @param {Element} element
 * @returns {string | undefined}
 */
function readChunk(element) {
  if (element.tagName !== "script" || getAttribute(element, "src") !== undefined) return undefined;
  const call = /^self\.__next_f\.push\((\[.*\])\)$/s.exec(textOf(element));
  if (!call) return undefined;
  const [kind, text] = JSON.parse(String(call[1]));
  if (kind !== 1 || typeof text !== "string") {
    throw new Error(`the page's data comes in the form ${kind}, which is not known here.`);
  }
  return text;
}

/** @param {Piece[]} pieces */
function printScript(pieces) {
  /** @type {string[]} */
  const terms = [];
  let text = "";
  for (const piece of [...pieces, -1]) {
    if (typeof piece === "string") {
      text += piece;
      continue;
    }
    terms.push(printString(text));
    if (piece >= 0) terms.push(`h(${piece})`);
    text = "";
  }
  return (
    "(()=>{const c={};" +
    `for(const e of document.querySelectorAll("[${mark}]"))c[e.getAttribute("${mark}")]=e.innerHTML;` +
    'const h=(n)=>JSON.stringify(c[n]??"");' +
    `self.__next_f.push([1,${terms.join("+")}])})()`
  );
}

/**
 * A string that neither ends the script nor opens a comment in it.
 *
 * @param {string} text
 */
function printString(text) {
  return JSON.stringify(text).replace(
    /[&<>\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** @param {Element} element */
function getRange(element) {
  const location = element.sourceCodeLocation;
  if (!location) throw new Error("internal: an element without a place in the source.");
  return { start: location.startOffset, end: location.endOffset };
}

/** @param {Element} element */
function getStartTagEnd(element) {
  const end = element.sourceCodeLocation?.startTag?.endOffset;
  if (end === undefined) throw new Error("internal: an element without a start tag.");
  return end;
}
