/**
 * Does something heavy for an element as soon as that is near the window, pointed at or focused, or
 * else when its turn comes: one a time, while the page is idle. Returns what calls it off.
 */
export function waitForTurn(element: Element, act: () => Promise<void>): () => void {
  let isDone = false;
  const actOnce = async () => {
    if (isDone) return;
    stop();
    await act();
  };
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void actOnce();
    },
    { rootMargin: "600px" },
  );
  // A hidden element is never near: what stands in its place tells.
  observer.observe(element.parentElement ?? element);
  const turn = { act: actOnce };
  turns.push(turn);
  scheduleTurn();
  function stop() {
    isDone = true;
    observer.disconnect();
    const at = turns.indexOf(turn);
    if (at >= 0) turns.splice(at, 1);
  }
  return stop;
}

const turns: { act(): Promise<void> }[] = [];
let isScheduled = false;

function scheduleTurn() {
  if (isScheduled || turns.length === 0) return;
  isScheduled = true;
  whenIdle(async () => {
    await turns[0]?.act();
    isScheduled = false;
    scheduleTurn();
  });
}

function whenIdle(callback: () => void) {
  // Not in Safari.
  if (typeof requestIdleCallback === "function") requestIdleCallback(callback, { timeout: 2000 });
  else setTimeout(callback, 50);
}
