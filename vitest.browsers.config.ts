import { defineConfig } from "vitest/config";

/** `npm run test:browsers`: the exported site in Firefox and WebKit. */
export default defineConfig({
  test: {
    include: ["e2e/other-browsers/*.test.ts"],
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
