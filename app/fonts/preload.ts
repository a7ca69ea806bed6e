import { preload } from "react-dom";

const options = { as: "font", type: "font/woff2", crossOrigin: "anonymous" } as const;

/** The faces that every page sets above its fold; the others are found through the style sheet. */
export function preloadTextFonts(): void {
  preload(new URL("./serif.woff2", import.meta.url).toString(), options);
  preload(new URL("./serif-display.woff2", import.meta.url).toString(), options);
  preload(new URL("./sans.woff2", import.meta.url).toString(), options);
}

/** A formula has no fallback of its own measures: its faces should be there before it is painted. */
export function preloadChapterFonts(): void {
  preload(new URL("./serif-italic.woff2", import.meta.url).toString(), options);
  preload(new URL("./katex-main.woff2", import.meta.url).toString(), options);
  preload(new URL("./katex-math.woff2", import.meta.url).toString(), options);
}
