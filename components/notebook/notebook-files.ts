import type { Cell } from "@/lib/notebook/cell";
import { toHtmlFile } from "@/lib/notebook/html-file";
import { toIpynb } from "@/lib/notebook/ipynb";
import { toKerasNotebook } from "@/lib/notebook/keras";
import { renderOutputs } from "./render-outputs";

export { openNotebookFile } from "@/lib/notebook/open-file";

const ipynbType = "application/x-ipynb+json";

export function downloadIpynb(cells: readonly Cell[], name: string, title: string) {
  download(`${name}.ipynb`, toIpynb(cells, { title }), ipynbType);
}

export function downloadHtml(cells: readonly Cell[], name: string, title: string) {
  const { renderOutput, styles } = renderOutputs(cells);
  download(`${name}.html`, toHtmlFile(cells, { title, renderOutput, styles }), "text/html");
}

export function downloadKeras(
  cells: readonly Cell[],
  twins: Readonly<Record<string, string>>,
  name: string,
) {
  download(`${name}-keras.ipynb`, toKerasNotebook(cells, twins), ipynbType);
}

function download(fileName: string, text: string, type: string) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
