import { useMemo } from "react";
import { renderMarkdown } from "@/lib/notebook/markdown";

/** Markdown with formulas. */
export default function Markdown({ source }: { source: string }) {
  const html = useMemo(() => renderMarkdown(source), [source]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown gives harmless HTML
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}
