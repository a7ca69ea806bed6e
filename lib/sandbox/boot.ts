/**
 * The first script of the kernel's worker, and all of its `data:` URL: it takes the port to the page,
 * closes the ways out of the worker, and begins with the runtime, whose text is the first thing that
 * comes through the port.
 *
 * The port lives in this closure only. The reader's code shares the realm and may patch any prototype, so
 * whatever touches the port or an event of it is captured first.
 */
import { createOutbox } from "./outbox";
import type { SandboxRequest } from "./protocol";
import type { RuntimePort } from "./runtime/main";
import type { ToWorker } from "./wire";

/** What neither the policy nor the missing origin forbids everywhere; `caches` are open to all in WebKit. */
const waysOut = ["Worker", "BroadcastChannel", "caches", "postMessage", "close"];

addEventListener("message", ({ ports: [port] }) => port && listen(port), { once: true });

function listen(port: MessagePort) {
  const getData = captureGetter<ToWorker>(MessageEvent.prototype, "data");
  const send = port.postMessage.bind(port);
  // biome-ignore lint/security/noGlobalEval: what runs code is what this worker is for.
  const evaluate = eval;
  const { post, markTaken } = createOutbox(send, performance.now.bind(performance));
  let onRequest: (request: SandboxRequest) => void;

  port.onmessage = (event) => {
    const message = getData(event);
    if (typeof message === "string") {
      for (const name of waysOut) remove(name);
      const start: (port: RuntimePort) => void = evaluate(message);
      start({ post, onRequest: (listener) => (onRequest = listener) });
    } else if (message.type === "batch_taken") {
      markTaken();
    } else {
      onRequest(message);
    }
  };
}

/** The getter as a function of the object, which no later change of the prototype reaches. */
function captureGetter<T>(prototype: object, name: string): (object: object) => T {
  const getter = Object.getOwnPropertyDescriptor(prototype, name)?.get as () => T;
  return Function.prototype.call.bind(getter);
}

/** Deletes a global name, wherever in its chain of prototypes a browser keeps it. */
function remove(name: string) {
  for (let holder: object | null = self; holder; holder = Object.getPrototypeOf(holder)) {
    Reflect.deleteProperty(holder, name);
  }
}
