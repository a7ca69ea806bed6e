/**
 * The script of `kernel.html`, the sandboxed frame around the kernel's worker. It does nothing where it
 * has an origin that could be harmed, and listens to its own page only.
 */

/** The boot script as a `data:` URL, put in when this is built. */
declare const BOOT_URL: string;

function receive({ source, ports: [kernel, reports] }: MessageEvent) {
  if (source !== parent || !kernel || !reports) return;
  removeEventListener("message", receive);
  try {
    const worker = new Worker(BOOT_URL, { name: "kernel" });
    worker.onerror = (event) => {
      event.preventDefault();
      reports.postMessage(event.message ?? "");
    };
    worker.postMessage(null, [kernel]);
    // Whatever the worker does, the frame answers, unless its process is gone.
    reports.onmessage = () => reports.postMessage(null);
  } catch (error) {
    reports.postMessage((error as Error).message);
  }
}

if (self.origin === "null") addEventListener("message", receive);
