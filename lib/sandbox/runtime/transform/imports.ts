import type { Program } from "@babel/types";
import { getRange } from "./ast";

/** One name that a cell imports. */
export interface CellImport {
  specifier: string;
  /** As the module calls it; `*` is the whole module. */
  imported: string;
  local: string;
  start: number;
  end: number;
}

/** What a cell imports, types left out. A module that it names only to load it has no names. */
export function readImports(program: Program): CellImport[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== "ImportDeclaration" || statement.importKind === "type") return [];
    const specifier = statement.source.value;
    const { start, end } = getRange(statement.source);
    if (statement.specifiers.length === 0) {
      return [{ specifier, imported: "*", local: "", start, end }];
    }
    return statement.specifiers.flatMap((part): CellImport[] => {
      const place = getRange(part);
      const common = { specifier, local: part.local.name, ...place };
      switch (part.type) {
        case "ImportNamespaceSpecifier":
          return [{ ...common, imported: "*" }];
        case "ImportDefaultSpecifier":
          return [{ ...common, imported: "default" }];
        default: {
          if (part.importKind === "type") return [];
          const { imported } = part;
          const name = imported.type === "Identifier" ? imported.name : imported.value;
          return [{ ...common, imported: name }];
        }
      }
    });
  });
}
