import { useMemo } from "react";
import { Stream } from "./stream";

/** What is shown where nothing richer can be. */
export function PlainText({ text }: { text: string }) {
  const parts = useMemo(() => [{ type: "stream", name: "stdout", text } as const], [text]);
  return <Stream parts={parts} />;
}
