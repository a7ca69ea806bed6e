import type { CellError } from "../../notebook/output";
import type { CallReply } from "../../sandbox/protocol";
import { type PlainValue, StudentError } from "./student-realm";

/** The cell that a reader's code is, for the places of its errors. */
export const studentCell = "exercise";

/** So long a call may take, unless a check knows better. */
export const callLimitMs = 2000;

const longestMessage = 500;

/** The value that a call gave back. Throws a StudentError where it gave none. */
export function takeValue(reply: CallReply): PlainValue {
  switch (reply.status) {
    case "ok":
      return reply.value;
    case "error":
      throw new StudentError(phraseError(reply.error));
    case "refused":
      throw new StudentError(endSentence(shorten(reply.reason)));
    default:
      return reply satisfies never;
  }
}

/** As in "TypeError in line 4: slope is not a function." */
export function phraseError({ ename, evalue, places, advice }: CellError): string {
  const line = places.find(({ cellId }) => cellId === studentCell)?.line;
  const where = line === undefined ? shorten(ename) : `${shorten(ename)} in line ${line}`;
  const what = endSentence(`${where}: ${shorten(evalue) || "it says nothing more"}`);
  return advice === undefined ? what : `${what} ${shorten(quoteCode(advice))}`;
}

/** The kernel marks code as Markdown does; a verdict is plain text. */
function quoteCode(text: string): string {
  return text.replace(/`([^`]*)`/g, "“$1”");
}

function endSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function shorten(text: string): string {
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
}
