import { type ComponentType, lazy, Suspense } from "react";
import { reloadWhenOutdated } from "@/components/layout/reload-when-outdated";
import styles from "./markup.module.css";
import { PlainText } from "./plain-text";
import { ScrollBox } from "./scroll-box";

interface MarkupProps {
  kind: "html" | "markdown";
  source: string;
  /** Shown until the code is there that makes the source harmless. */
  text: string;
  /** Scrolls where it is higher than a window; text of the notebook itself is as high as it is. */
  isBounded?: boolean;
}

/** HTML or Markdown from a cell or a file, made harmless, in a box that it cannot leave. */
export function Markup({ kind, source, text, isBounded = false }: MarkupProps) {
  const Content = kind === "html" ? Html : Markdown;
  return (
    <ScrollBox
      className={`${styles.box} ${isBounded ? styles.bounded : ""}`}
      label="Formatted output"
    >
      <Suspense fallback={<PlainText text={text} />}>
        <Content source={source} text={text} />
      </Suspense>
    </ScrollBox>
  );
}

type ContentProps = Pick<MarkupProps, "source" | "text">;

// Few cells need them, and with KaTeX they are as large as the rest of the notebook.
const Html = whenNeeded(() => import("./html"));
const Markdown = whenNeeded(() => import("./markdown"));

function whenNeeded(load: () => Promise<{ default: ComponentType<ContentProps> }>) {
  return lazy(() =>
    load().catch(async (error: unknown) => {
      await reloadWhenOutdated(error);
      return { default: ({ text }: ContentProps) => <PlainText text={text} /> };
    }),
  );
}
