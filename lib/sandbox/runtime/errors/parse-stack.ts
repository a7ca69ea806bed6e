/** A position in the code of a cell as the kernel runs it, both one-based. */
export interface StackPosition {
  cell: number;
  line: number;
  column: number;
}

/** The name under which the browser shows the code of a cell in a stack. */
export function nameCode(cell: number): string {
  return `descent-cell-${cell}.js`;
}

/**
 * The frames of a stack that are in code of cells, innermost first. Reads what V8, SpiderMonkey and
 * JavaScriptCore write: a line each, with `name:line:column` in it.
 */
export function parseStack(stack: string): StackPosition[] {
  return stack.split("\n").flatMap((frame) => {
    const match = /descent-cell-(\d+)\.js:(\d+):(\d+)\)?\s*$/.exec(frame);
    if (!match) return [];
    return [{ cell: Number(match[1]), line: Number(match[2]), column: Number(match[3]) }];
  });
}
