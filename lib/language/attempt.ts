import ts from "typescript-5";

/**
 * What a question to the compiler gives, or undefined where the compiler fails: TypeScript 5.9 does on some code
 * that is half written, such as `@ await await`, and where code is nested deeper than its stack is high.
 */
export function attempt<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch {
    // A parse that failed leaves behind where there were no arrow functions, and the next one believes it.
    ts.createSourceFile("/empty.ts", "", ts.ScriptTarget.ES2022);
    return undefined;
  }
}
