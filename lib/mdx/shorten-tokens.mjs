const tokenColor = /^color:var\(--shiki-(?:token-)?([a-z-]+)\)$/;
/** They have the colour of the text. */
const plain = new Set(["foreground", "parameter"]);

/**
 * For Shiki: the kind of each token as its class, in place of a style attribute with a colour, and nothing
 * around tokens that look as the text does. Programs are a third shorter so.
 *
 * @type {import("shiki/core").ShikiTransformer}
 */
export const shortenTokens = {
  name: "shorten-tokens",
  line(line) {
    line.children = line.children.flatMap((token) => {
      if (token.type !== "element") return [token];
      const kind = tokenColor.exec(String(token.properties.style ?? ""))?.[1];
      if (kind === undefined) return [token];
      if (plain.has(kind)) return token.children;
      return [{ ...token, properties: { class: kind } }];
    });
  },
};
