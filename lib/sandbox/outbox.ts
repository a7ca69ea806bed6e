/**
 * What the kernel has to say, on its way to the page: sent at once while the page keeps up, else gathered
 * until it does, so that no flood of output can hold up the page.
 *
 * The reader's code shares this realm and may have patched every prototype. So nothing here is looked up
 * on one: the queue has none, and functions are captured before that code begins.
 */
import type { RequestId, SandboxMessage } from "./protocol";
import type { Batch } from "./wire";

/**
 * So much may be on its way, in characters, roughly: more than a run may print, so that what it prints
 * never waits.
 */
const wayLimit = 1_500_000;
/** Code that never waits hears of nothing that the page has taken, and may speak so often nevertheless. */
const longestSilenceMs = 250;
/** Beyond it, output is left out until the page has caught up. */
const queueLimit = 3_000_000;
const messageLimit = 16_000_000;
/** Taking and drawing a message costs the page about as much as so many characters, however short it is. */
const messageCost = 3000;
/** So many errors of a run are never left out: the one that ended it is among them, most likely. */
const errorLimit = 100;

export interface Outbox {
  /** Throws a TypeError where the message holds a function or a symbol. */
  post(message: SandboxMessage): void;
  /** To be called for each batch that the page has taken. */
  markTaken(): void;
}

export function createOutbox(send: (batch: Batch) => void, now: () => number): Outbox {
  const { create, hasOwn } = Object;
  const { isArray } = Array;

  let queue: Batch = create(null);
  let count = 0;
  let size = 0;
  /** Where in the queue the newest update of a display is: a later one takes its place. */
  let newest: Record<string, number> = create(null);
  let leftOut = 0;
  let leftOutOf: RequestId = 0;
  let sizeOnItsWay = 0;
  /** Of the batches on their way, by their number. */
  const sizes: Record<number, number> = create(null);
  let sent = 0;
  let taken = 0;
  let sentMs = now();
  let errors = 0;
  let errorsOf: RequestId = 0;

  function post(message: SandboxMessage) {
    const messageSize = messageCost + measure(message);
    switch (message.type) {
      case "clear_output":
        empty();
        add(message, messageSize);
        break;
      case "error":
        if (isAmongFirstErrors(message.parentId)) add(message, messageSize);
        else addOrLeaveOut(message, messageSize);
        break;
      case "stream":
      case "display_data":
      case "update_display_data":
        addOrLeaveOut(message, messageSize);
        break;
      default:
        // One for each run, or few: they wait for nothing, and nothing stays behind them.
        addNote();
        add(message, messageSize);
        flush();
        return;
    }
    if (now() - sentMs > longestSilenceMs) flush();
    else flushIfRoom();
  }

  function markTaken() {
    sizeOnItsWay -= sizes[taken] ?? 0;
    delete sizes[taken];
    taken += 1;
    if (count > 0 || leftOut > 0) flushIfRoom();
  }

  function isAmongFirstErrors(parentId: RequestId): boolean {
    if (parentId !== errorsOf) errors = 0;
    errorsOf = parentId;
    errors += 1;
    return errors <= errorLimit;
  }

  function addOrLeaveOut(message: SandboxMessage & { parentId: RequestId }, messageSize: number) {
    const key = "displayId" in message ? `${message.parentId} ${message.displayId}` : "";
    const place = message.type === "update_display_data" ? newest[key] : undefined;
    if (messageSize > messageLimit || (size > queueLimit && place === undefined)) {
      leftOut += 1;
      leftOutOf = message.parentId;
    } else if (place === undefined) {
      if (message.type === "update_display_data") newest[key] = count;
      else delete newest[key];
      add(message, messageSize);
    } else {
      size += messageSize - messageCost - measure(queue[place]);
      queue[place] = message;
    }
  }

  function add(message: SandboxMessage, messageSize: number) {
    queue[count] = message;
    count += 1;
    size += messageSize;
  }

  function addNote() {
    if (leftOut === 0) return;
    const text = `… ${leftOut} outputs are left out: they came faster than the page can show them.\n`;
    add({ type: "stream", parentId: leftOutOf, name: "stderr", text }, text.length);
    leftOut = 0;
  }

  function flushIfRoom() {
    if (sizeOnItsWay < wayLimit) flush();
  }

  function flush() {
    addNote();
    const batch = queue;
    sizeOnItsWay += size;
    sizes[sent] = size;
    sent += 1;
    empty();
    sentMs = now();
    send(batch);
  }

  function empty() {
    queue = create(null);
    newest = create(null);
    count = 0;
    size = 0;
    leftOut = 0;
  }

  /** How much a message holds, in characters; numbers count as eight. */
  function measure(value: unknown): number {
    if (typeof value === "string") return value.length;
    if (typeof value === "function" || typeof value === "symbol") {
      throw new TypeError(`display: expected plain data, but it holds a ${typeof value}.`);
    }
    if (typeof value !== "object" || value === null) return 8;
    let total = 16;
    if (isArray(value)) {
      for (let index = 0; index < value.length; index += 1) total += measure(value[index]);
    } else {
      for (const key in value) {
        // Code may have given a property to every object.
        if (hasOwn(value, key))
          total += key.length + measure((value as Record<string, unknown>)[key]);
      }
    }
    return total;
  }

  return { post, markTaken };
}
