const hiddenFrameMs = 250;

/** Calls back once, when the next frame is drawn, and soon also in a tab that draws none. */
export function callOnNextFrame(callback: () => void): void {
  let isCalled = false;
  const once = () => {
    if (isCalled) return;
    isCalled = true;
    callback();
  };
  // A tab that is hidden, or becomes so now, draws no frame; the timer stands in.
  requestAnimationFrame(once);
  setTimeout(once, hiddenFrameMs);
}
