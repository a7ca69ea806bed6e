import type { ReactNode } from "react";
import { preloadChapterFonts } from "../fonts/preload";
import "../styles/katex.css";
import "../styles/equations.css";

export default function ChaptersLayout({ children }: { children: ReactNode }) {
  preloadChapterFonts();
  return children;
}
