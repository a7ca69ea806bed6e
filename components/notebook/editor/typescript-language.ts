import {
  continuedIndent,
  delimitedIndent,
  flatIndent,
  indentNodeProp,
  LRLanguage,
} from "@codemirror/language";
import { parser } from "@lezer/javascript";

/**
 * TypeScript as the editor reads it. @codemirror/lang-javascript says the same, but brings completions of its
 * own, 12 kB that every cell would load.
 */
export const typescriptLanguage = LRLanguage.define({
  name: "typescript",
  parser: parser.configure({
    dialect: "ts",
    props: [
      indentNodeProp.add({
        IfStatement: continuedIndent({ except: /^\s*({|else\b)/ }),
        TryStatement: continuedIndent({ except: /^\s*({|catch\b|finally\b)/ }),
        LabeledStatement: flatIndent,
        SwitchBody({ textAfter, baseIndent, unit }) {
          if (/^\s*\}/.test(textAfter)) return baseIndent;
          return baseIndent + (/^\s*(case|default)\b/.test(textAfter) ? 1 : 2) * unit;
        },
        Block: delimitedIndent({ closing: "}" }),
        ArrowFunction: ({ baseIndent, unit }) => baseIndent + unit,
        "TemplateString BlockComment": () => null,
        "Statement Property": continuedIndent({ except: /^\s*{/ }),
      }),
    ],
  }),
  languageData: {
    closeBrackets: { brackets: ["(", "[", "{", "'", '"', "`"] },
    commentTokens: { line: "//", block: { open: "/*", close: "*/" } },
    indentOnInput: /^\s*(?:case |default:|\{|\})$/,
    wordChars: "$",
  },
});
