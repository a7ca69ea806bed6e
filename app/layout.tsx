import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { ReloadWhenOutdated } from "@/components/layout/reload-when-outdated";
import { SkipLink } from "@/components/layout/skip-link";
import { themeScript } from "@/components/layout/theme";
import { preloadTextFonts } from "./fonts/preload";
import "./styles/tokens.css";
import "./styles/fonts.css";
import "./styles/base.css";

export const metadata: Metadata = {
  title: { default: "Descent: how neural networks learn", template: "%s · Descent" },
  description:
    "An interactive textbook on how neural networks learn, with networks that train in your browser.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fffdf8" },
    { media: "(prefers-color-scheme: dark)", color: "#15171a" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  preloadTextFonts();
  return (
    // The script below may set the theme before React looks at the element.
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant, needed before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <SkipLink />
        {children}
        <ReloadWhenOutdated />
      </body>
    </html>
  );
}
