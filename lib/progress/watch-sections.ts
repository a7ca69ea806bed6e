/** The end of a section: what comes after it. */
export interface SectionEnd {
  id: string;
  element: Element;
}

/** So long the end of a section is in view until the section counts as read: longer than a scroll passes by. */
const dwellMs = 1000;

/**
 * Calls back once for each section whose end has been in view for a second. The next section's heading at the top
 * of the window, where a link to it leads, is not the end of this one in view; so the upper quarter does not count.
 *
 * Returns what ends the watch.
 */
export function watchSections(
  ends: readonly SectionEnd[],
  onRead: (id: string) => void,
): () => void {
  const idOf = new Map(ends.map(({ id, element }) => [element, id]));
  const timers = new Map<Element, ReturnType<typeof setTimeout>>();

  function wait(element: Element) {
    const check = () => {
      // A page in the background is not being read.
      if (document.visibilityState !== "visible") return wait(element);
      stopWaiting(element);
      observer.unobserve(element);
      onRead(idOf.get(element) ?? "");
    };
    timers.set(element, setTimeout(check, dwellMs));
  }
  function stopWaiting(element: Element) {
    clearTimeout(timers.get(element));
    timers.delete(element);
  }

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        stopWaiting(target);
        if (isIntersecting) wait(target);
      }
    },
    { rootMargin: "-25% 0px 0px 0px" },
  );
  for (const { element } of ends) observer.observe(element);
  return () => {
    observer.disconnect();
    for (const element of [...timers.keys()]) stopWaiting(element);
  };
}
