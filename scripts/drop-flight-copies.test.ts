import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { parse, serialize } from "parse5";
import { describe, expect, it } from "vitest";
import { dropFlightCopies, parseRows } from "./drop-flight-copies.mjs";
import { getAttribute, textOf, walkElements } from "./html.mjs";

const formula = `<span class="katex-mathml">${"<mi>w</mi>".repeat(8)}</span>`;
const code = `<code>${"<span>let a &#x3C; 1;</span>\n".repeat(4)}</code>`;

/** As Next writes it: the page, then its data in pieces, cut anywhere. */
function page(body: string, data: string, cuts: number[] = []) {
  const ends = [...new Set(cuts.map((cut) => cut % data.length))].sort((a, b) => a - b);
  const chunks = [0, ...ends].map((start, index) => data.slice(start, ends[index]));
  const scripts = chunks
    .filter((chunk) => chunk !== "")
    .map((chunk) => JSON.stringify([1, chunk]).replace(/[&<>]/g, escapeCharacter))
    .map((chunk) => `<script>self.__next_f.push(${chunk})</script>`);
  return (
    `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${body}` +
    `<script>(self.__next_f=self.__next_f||[]).push([0])</script>${scripts.join("")}</body></html>`
  );
}

function escapeCharacter(character: string) {
  return `\\u00${character.charCodeAt(0).toString(16)}`;
}

const textRow = (id: string, text: string) =>
  `${id}:T${Buffer.byteLength(text).toString(16)},${text}`;

const htmlRow = (id: string, html: string) =>
  `${id}:${JSON.stringify(["$", "p", null, { dangerouslySetInnerHTML: { __html: html } }])}\n`;

/** What React gets from a page: its scripts run as in a browser, with as much of a document as they use. */
function readData(html: string) {
  const elements = [...walkElements(parse(html))];
  const marked = elements
    .filter((element) => getAttribute(element, "data-copied") !== undefined)
    .map((element) => ({
      getAttribute: (name: string) => getAttribute(element, name),
      innerHTML: serialize(element),
    }));
  const self: { __next_f?: [number, string?][] } = {};
  const document = { querySelectorAll: () => marked };
  for (const element of elements) {
    if (element.tagName === "script") runInNewContext(textOf(element), { self, document });
  }
  return (self.__next_f ?? []).map(([, text]) => text ?? "").join("");
}

/** The values of the data by their ids, whether they came as JSON or as text. */
function readValues(html: string) {
  return parseRows(readData(html)).map(({ id, text, isText }) => {
    const isJson = !isText && /^["[{]/.test(text);
    return [id, isJson ? JSON.parse(text) : text];
  });
}

/** HTML as a browser writes it: two spellings of it are one. */
function normalize(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, entry) =>
    key === "__html" || typeof entry === "string" ? serialize(parse(String(entry))) : entry,
  );
}

describe("dropFlightCopies(html)", () => {
  it("gives React the same data, and sends each string of HTML once", () => {
    const data =
      '1:"$Sreact.fragment"\n:HL["/a.css","style"]\n2:I[39756,["$1"],"default"]\n' +
      htmlRow("3", formula) +
      textRow("4", code) +
      '0:["$","main",null,{"children":[["$","pre",null,{"dangerouslySetInnerHTML":{"__html":"$4"}}],"$L3"]}]\n' +
      htmlRow("5", formula);
    const before = page(`<p>${formula}</p><pre>${code}</pre><p>${formula}</p>`, data);
    const after = dropFlightCopies(before);

    expect(normalize(readValues(after))).toEqual(normalize(readValues(before)));
    expect(after).toContain(`<p data-copied="0">${formula}</p>`);
    expect(after).toContain(`<pre data-copied="1">${code}</pre><p>${formula}</p>`);
    const script = /<script>\(\(\)=>.*<\/script>/s.exec(after)?.[0] ?? "";
    expect(script).not.toContain("katex-mathml");
    expect(script).not.toContain("let a");
  });

  it("changes nothing else", () => {
    const before = page(`<p class="a">${formula}</p>&amp;`, htmlRow("3", formula));
    const scripts = /<script>(self\.__next_f\.push|\(\(\)=>).*?<\/script>/gs;
    const strip = (html: string) => html.replace(scripts, "").replace(/ data-copied="\d+"/g, "");
    expect(strip(dropFlightCopies(before))).toBe(strip(before));
  });

  it("leaves a text that is used as something else than HTML", () => {
    const data =
      textRow("4", formula) +
      `5:["$","p",null,{"dangerouslySetInnerHTML":{"__html":"$4"},"title":"$4"}]\n`;
    const before = page(`<p>${formula}</p>`, data);
    expect(dropFlightCopies(before)).toBe(before);
  });

  it("leaves HTML that the page does not show, or shows within another copy", () => {
    const hidden = page("<p>short</p>", htmlRow("3", formula) + htmlRow("4", "short"));
    expect(dropFlightCopies(hidden)).toBe(hidden);
    const outer = `<b>${formula}</b><i>and more</i>`;
    const nested = page(`<div>${outer}</div>`, htmlRow("3", outer) + htmlRow("4", formula));
    const after = dropFlightCopies(nested);
    expect(after).toContain(`<div data-copied="0">${outer}</div>`);
    expect(after.match(/ data-copied="/g)).toHaveLength(1);
    expect(normalize(readValues(after))).toEqual(normalize(readValues(nested)));
  });

  it("leaves a page without data, and one without copies, as it is", () => {
    for (const html of [page(`<p>${formula}</p>`, "0:null\n"), "<p>x</p><script>f()</script>"]) {
      expect(dropFlightCopies(html)).toBe(html);
    }
  });

  it("has an empty place where the page has lost an element meanwhile", () => {
    const after = dropFlightCopies(page(`<p>${formula}</p>`, htmlRow("3", formula)));
    const values = readValues(after.replace(' data-copied="0"', ""));
    expect(values).toEqual([["3", ["$", "p", null, { dangerouslySetInnerHTML: { __html: "" } }]]]);
  });

  it("holds for any texts, cut anywhere", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 40 });
    const frozen = text.map((words) => `<i>${escapeHtml(words)}</i>`.repeat(12));
    const row = fc.oneof(
      { weight: 2, arbitrary: frozen.map((html) => ({ html, isText: false })) },
      { weight: 2, arbitrary: frozen.map((html) => ({ html, isText: true })) },
    );
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.array(text, { maxLength: 3 }),
        fc.array(fc.nat(), { maxLength: 5 }),
        (rows, others, cuts) => {
          const body = rows.map(({ html }) => `<p>${html}</p>`).join("");
          const data = rows.map(({ html, isText }, index) =>
            isText
              ? textRow(`a${index}`, html) + htmlRow(`b${index}`, `$a${index}`)
              : htmlRow(`c${index}`, html),
          );
          const rest = others.map((words, index) => `d${index}:${JSON.stringify([words])}\n`);
          const before = page(body, [...data, ...rest].join(""), cuts);
          const after = dropFlightCopies(before);
          expect(after).toContain("data-copied");
          expect(normalize(readValues(after))).toEqual(normalize(readValues(before)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("refuses data in a form that it does not know", () => {
    const bytes = '<p>x</p><script>self.__next_f.push([3,"AAAA"])</script>';
    expect(() => dropFlightCopies(bytes)).toThrow(/in the form 3/);
    const body = `<p>${formula}</p>`;
    expect(() => dropFlightCopies(page(body, "1:o4,abcd"))).toThrow(/of the kind "o"/);
    expect(() => dropFlightCopies(page(body, "1:Tff,abc"))).toThrow(/breaks off in 1/);
    expect(() => dropFlightCopies(page(body, "<b>"))).toThrow(/without an id/);
  });

  it("refuses a page whose data stands before what it repeats", () => {
    const html = page("", htmlRow("3", formula)).replace("</body>", `<p>${formula}</p></body>`);
    expect(() => dropFlightCopies(html)).toThrow(/stands before a <p>/);
  });
});

function escapeHtml(text: string) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\r", "");
}
