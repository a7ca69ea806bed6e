import { useMemo, useSyncExternalStore } from "react";
import { canSanitize, sanitizeHtml } from "@/lib/notebook/sanitize";
import { PlainText } from "./plain-text";

interface HtmlProps {
  source: string;
  text: string;
}

/** The harmless part of some HTML; where the site is built, which cannot tell, its text. */
export default function Html({ source, text }: HtmlProps) {
  // As the server's HTML has it first, or React would find them to differ.
  const isShown = useSyncExternalStore(
    subscribe,
    () => canSanitize,
    () => false,
  );
  const html = useMemo(() => (isShown ? sanitizeHtml(source) : ""), [isShown, source]);
  if (!isShown) return <PlainText text={text} />;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised in the line above
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}

function subscribe() {
  return () => {};
}
