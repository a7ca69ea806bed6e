import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { describe, expect, it } from "vitest";
import { anyCells, anyText } from "./arbitrary";
import type { Cell } from "./cell";
import { escapeHtml, toHtmlFile } from "./html-file";
import { openNotebookFile } from "./open-file";
import type { CellOutput } from "./output";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** As a caller does whose outputs are text. */
const renderOutput = (output: CellOutput) =>
  `<pre>${escapeHtml("data" in output ? output.data["text/plain"] : "")}</pre>`;

function findElements(root: Node | DefaultTreeAdapterTypes.Document, name: string): Node[] {
  const children = "childNodes" in root ? root.childNodes : [];
  const found = children.flatMap((child) => findElements(child, name));
  return root.nodeName === name ? [root as Node, ...found] : found;
}

function readText(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(readText).join("") : "";
}

describe("toHtmlFile(cells, { title, renderOutput })", () => {
  it("is opened again as the same cells, whatever is in them", async () => {
    await fc.assert(
      fc.asyncProperty(anyCells, anyText, async (cells, title) => {
        const html = toHtmlFile(cells, { title, renderOutput });
        expect(await openNotebookFile(new File([html], "a.html"))).toEqual(cells);
      }),
    );
  });

  it("holds one script, which is data, and no element that a source or title has made", () => {
    fc.assert(
      fc.property(anyCells, anyText, (cells, title) => {
        const page = parse(toHtmlFile(cells, { title, renderOutput }));
        const scripts = findElements(page, "script");
        expect(scripts.map((script) => "attrs" in script && script.attrs)).toEqual([
          [{ name: "type", value: "application/x-ipynb+json" }],
        ]);
        expect(findElements(page, "#comment")).toEqual([]);
        const [head] = findElements(page, "head");
        expect(head && "childNodes" in head && findElements(head, "meta").length).toBe(4);
        expect(findElements(page, "section")).toHaveLength(cells.length);
      }),
    );
  });

  it("shows sources as they are, counts, and outputs", () => {
    const source = "\nif (a < b && c > d) {\n  '</code></pre>';\n}\n<!-- <script>";
    const cells: Cell[] = [
      {
        id: "a",
        kind: "code",
        source,
        outputs: [{ type: "display_data", data: { "text/plain": "shown" } }],
        executionCount: 3,
      },
      { id: "b", kind: "markdown", source: "# Heading", outputs: [], executionCount: null },
    ];
    const page = parse(toHtmlFile(cells, { title: "T", renderOutput }));
    const [code, output, markdown] = findElements(page, "pre").map(readText);
    expect(code).toBe(source);
    expect([output, markdown]).toEqual(["shown", "# Heading"]);
    expect(findElements(page, "div").map(readText)[0]).toBe("[3]");
  });

  it("asks for nothing, and lets nothing run", () => {
    const html = toHtmlFile([], { title: "T", renderOutput });
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/https?:|url\(|@import|@font-face|<link/);
  });
});
