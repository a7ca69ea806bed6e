import ts from "typescript-5";
import type { Description } from "./language";

interface Parts {
  displayParts?: ts.SymbolDisplayPart[] | undefined;
  documentation?: ts.SymbolDisplayPart[] | undefined;
  tags?: ts.JSDocTagInfo[] | undefined;
}

export function describeParts({ displayParts, documentation, tags }: Parts): Description {
  return {
    signature: cleanSignature(ts.displayPartsToString(displayParts)),
    documentation: composeDocumentation(ts.displayPartsToString(documentation), tags ?? []),
  };
}

export function describeSymbol(symbol: ts.Symbol, checker: ts.TypeChecker): Description {
  const { valueDeclaration } = symbol;
  const type = valueDeclaration && checker.getTypeOfSymbolAtLocation(symbol, valueDeclaration);
  const documentation = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  return {
    signature: `${symbol.name}${type ? `: ${checker.typeToString(type)}` : ""}`,
    documentation: composeDocumentation(documentation, symbol.getJsDocTags(checker)),
  };
}

/** By which way a name comes into a cell, by our imports and TensorFlow.js' exports, need not concern the reader. */
function cleanSignature(signature: string): string {
  return signature
    .replace(/^\(alias\) namespace .*\n/gm, "")
    .replace(/(?:\n(?:import|export) [\w$]+)+$/, "")
    .replace(/^\((alias|method|property|local var|local function|local class)\) /, "")
    .replace(/^export /, "");
}

const longestExample = 1_200;

function composeDocumentation(text: string, tags: ts.JSDocTagInfo[]): string {
  const parts = [text];
  for (const { name, text: tagParts } of tags) {
    const tag = ts.displayPartsToString(tagParts);
    if (name === "param" && /\s/.test(tag.trim()))
      parts.push(tag.replace(/^(\S+)\s*(?:-\s*)?/, "`$1`: "));
    else if (/^returns?$/.test(name)) parts.push(`Returns ${tag}`);
    else if (name === "example" && tag.length < longestExample) parts.push(fence(tag));
  }
  return parts
    .filter((part) => part.trim() !== "")
    .join("\n\n")
    .replace(/^\[MDN Reference\]\(.*\)$/gm, "")
    .replace(/\*\*/g, "")
    .replace(/\{@link(?:code|plain)? ([^}|]+?)(?:\s*\|\s*([^}]+))?\}/g, (_, name, title) =>
      title === undefined ? `\`${name}\`` : title,
    );
}

function fence(code: string): string {
  return /^```/m.test(code) ? code : `\`\`\`\n${code.trim()}\n\`\`\``;
}
