import { renderToStaticMarkup } from "react-dom/server";
import type { Cell } from "@/lib/notebook/cell";
import { renderMarkdown } from "@/lib/notebook/markdown";
import type { CellOutput, MimeBundle } from "@/lib/notebook/output";
import { sanitizeHtml } from "@/lib/notebook/sanitize";
import { chooseForm } from "./outputs/choose-form";
import { Outputs } from "./outputs/outputs";

export interface RenderedOutputs {
  renderOutput(output: CellOutput): string;
  /** The page's own styles, as far as the outputs use them. */
  styles: string;
}

/** Outputs, and Markdown cells, as HTML that stands by itself, for a file. */
export function renderOutputs(cells: readonly Cell[]): RenderedOutputs {
  const rendered = new Map<CellOutput, string>();
  const renderOutput = (output: CellOutput) => {
    const html = rendered.get(output) ?? render(output, cells);
    rendered.set(output, html);
    return html;
  };
  for (const { outputs } of cells) outputs.forEach(renderOutput);
  return { renderOutput, styles: collectStyles([...rendered.values()].join("")) };
}

function render(output: CellOutput, cells: readonly Cell[]): string {
  return (
    ("data" in output && renderMarkup(output.data)) ||
    renderToStaticMarkup(
      <Outputs
        outputs={[output]}
        describePlace={({ cellId, line }) =>
          `Code cell ${cells.findIndex(({ id }) => id === cellId) + 1}, line ${line}`
        }
      />,
    )
  );
}

/** What `Outputs` loads when it is first shown, and a file cannot wait for. */
function renderMarkup(data: MimeBundle): string | undefined {
  const form = chooseForm(data);
  if (form.kind === "markdown") return renderMarkdown(form.source);
  if (form.kind === "html") return sanitizeHtml(form.html);
  return undefined;
}

/** The rules that speak of a class in this HTML, and the book's colours and measures. */
function collectStyles(html: string): string {
  const classes = new Set(
    [...html.matchAll(/class="([^"]+)"/g)].flatMap(([, names]) => names?.split(" ") ?? []),
  );
  const isUsed = (selector: string) =>
    selector.startsWith(":root") ||
    [...selector.matchAll(/\.((?:[\w-]|\\.)+)/g)].some(([, name]) => classes.has(name ?? ""));
  const print = (rule: CSSRule): string => {
    if (rule instanceof CSSStyleRule) return isUsed(rule.selectorText) ? rule.cssText : "";
    if (rule instanceof CSSMediaRule) {
      const inner = [...rule.cssRules].map(print).join("");
      return inner === "" ? "" : `@media ${rule.conditionText} { ${inner} }`;
    }
    return "";
  };
  return [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules].map(print)).join("");
}
