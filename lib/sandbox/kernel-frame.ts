/** The sandboxed frame around a kernel's worker, as the page holds it; tests bring their own. */
export interface KernelFrame {
  /** Resolves when what is in the frame listens, or would. */
  loaded: Promise<void>;
  /** Hands over the worker's port, and one on which the frame reports errors. */
  send(ports: [kernel: MessagePort, reports: MessagePort]): void;
  /** Ends the worker, whatever it is doing. */
  remove(): void;
}

/** Puts the frame into the page, where nobody sees, reads or reaches it. */
export function createKernelFrame(url: string): KernelFrame {
  const frame = document.createElement("iframe");
  frame.sandbox.add("allow-scripts");
  frame.hidden = true;
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  frame.src = url;
  const loaded = new Promise<void>((resolve) => {
    frame.addEventListener("load", () => resolve(), { once: true });
  });
  document.body.append(frame);
  return {
    loaded,
    // A sandboxed frame has no origin that could be named.
    send: (ports) => frame.contentWindow?.postMessage(null, "*", ports),
    remove: () => frame.remove(),
  };
}
