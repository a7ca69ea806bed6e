import { download } from "@/components/files";
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
