/** What `scripts/build-types.mjs` writes for the language service: declarations, and where they lie. */
export interface LanguageTypes {
  /** Texts by their paths, as in `/node_modules/descent/index.d.ts`. */
  files: Record<string, string>;
  /** Those that make global names. The others are modules. */
  roots: string[];
  /** Names that a worker has besides, of which nothing more is said. */
  otherGlobals: string[];
}
