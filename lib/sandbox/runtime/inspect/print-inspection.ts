import type { ValueNode } from "../../../notebook/output";
import type { InspectedEntry, InspectedObject, Inspection } from "./inspection";

const lineWidth = 72;
const previewWidth = 60;

/** The value as Node prints it: objects two levels deep, in one line where they fit. */
export function printInspection(value: Inspection, depth = 2, indent = 0): string {
  if (value.form === "text") return indentLines(value.text, indent);
  if (depth < 0) return `[${value.name.replace(/\(\d+\)$/, "")}]`;
  const parts = value.entries.map((entry) => printEntry(entry, value, depth, indent));
  if (value.more > 0) parts.push(`... ${value.more} more item${value.more === 1 ? "" : "s"}`);
  return joinParts(value, parts, indent);
}

function printEntry(
  { key, isIndex, value }: InspectedEntry,
  parent: InspectedObject,
  depth: number,
  indent: number,
): string {
  const text = printInspection(value, depth - 1, indent + 2);
  if (isIndex) return text;
  return parent.form === "map" ? `${key} => ${text}` : `${key}: ${text}`;
}

function joinParts(value: InspectedObject, parts: string[], indent: number): string {
  const [open, close] = value.form === "array" ? ["[", "]"] : ["{", "}"];
  const prefix = value.isPlain ? "" : `${value.name} `;
  if (parts.length === 0) return `${prefix}${open}${close}`;
  const line = `${prefix}${open} ${parts.join(", ")} ${close}`;
  if (line.length + indent <= lineWidth && !line.includes("\n")) return line;
  const space = " ".repeat(indent + 2);
  const rows = value.form === "array" && parts.length > 6 ? fillRows(parts, indent) : parts;
  return `${prefix}${open}\n${space}${rows.join(`,\n${space}`)}\n${" ".repeat(indent)}${close}`;
}

/** Short items of long arrays share lines, in columns. */
function fillRows(parts: string[], indent: number): string[] {
  const longest = Math.max(...parts.map((part) => part.length));
  if (longest > 20 || parts.some((part) => part.includes("\n"))) return parts;
  const perRow = Math.max(1, Math.floor((lineWidth - indent) / (longest + 2)));
  const rows: string[] = [];
  for (let at = 0; at < parts.length; at += perRow) {
    const row = parts.slice(at, at + perRow).map((part) => part.padStart(longest));
    rows.push(row.join(", "));
  }
  return rows;
}

function indentLines(text: string, indent: number): string {
  return indent && text.includes("\n") ? text.replaceAll("\n", `\n${" ".repeat(indent)}`) : text;
}

/** The value as the page's inspector opens it. */
export function toValueNode(value: Inspection): ValueNode {
  if (value.form === "text") {
    return { kind: "text", type: value.type.replace(/ \d+$/, ""), text: value.text };
  }
  return {
    kind: "object",
    name: value.name,
    preview: printPreview(value),
    entries: value.entries.map((entry) => ({ key: entry.key, value: toValueNode(entry.value) })),
    more: value.more,
  };
}

function printPreview(value: InspectedObject): string {
  const [open, close] = value.form === "array" ? ["[", "]"] : ["{", "}"];
  if (value.entries.length === 0) return `${open}${close}`;
  const parts: string[] = [];
  let width = 0;
  for (const { key, isIndex, value: item } of value.entries) {
    const text = item.form === "text" ? item.text : item.isPlain ? shorten(item) : item.name;
    const part = isIndex ? text : value.form === "map" ? `${key} => ${text}` : `${key}: ${text}`;
    width += part.length + 2;
    if (width > previewWidth && parts.length > 0) break;
    parts.push(part.length > previewWidth ? `${part.slice(0, previewWidth)}…` : part);
  }
  const isCut = parts.length < value.entries.length || value.more > 0;
  return `${open} ${parts.join(", ")}${isCut ? ", …" : ""} ${close}`;
}

function shorten({ form, name }: InspectedObject): string {
  return form === "array" ? name : "{…}";
}
