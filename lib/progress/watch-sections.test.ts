import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchSections } from "./watch-sections";

/** Elements and an observer that reports what the test says. */
let report: (changes: { target: Element; isIntersecting: boolean }[]) => void;
let visibilityState: "visible" | "hidden";
const [first, second] = [{}, {}] as [Element, Element];
const ends = [
  { id: "up", element: first },
  { id: "down", element: second },
];

beforeEach(() => {
  vi.useFakeTimers();
  visibilityState = "visible";
  vi.stubGlobal("document", {
    get visibilityState() {
      return visibilityState;
    },
  });
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe = () => {};
      unobserve = () => {};
      disconnect = () => {};
      constructor(callback: typeof report) {
        report = callback;
      }
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("watchSections(ends, onRead)", () => {
  it("calls back when the end of a section has been in view for a second", () => {
    const onRead = vi.fn();
    watchSections(ends, onRead);
    report([{ target: second, isIntersecting: true }]);
    vi.advanceTimersByTime(999);
    expect(onRead).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onRead.mock.calls).toEqual([["down"]]);
  });

  it("does not count what a scroll passes by", () => {
    const onRead = vi.fn();
    watchSections(ends, onRead);
    report([{ target: first, isIntersecting: true }]);
    vi.advanceTimersByTime(500);
    report([{ target: first, isIntersecting: false }]);
    vi.advanceTimersByTime(5000);
    expect(onRead).not.toHaveBeenCalled();
  });

  it("does not count time in the background", () => {
    const onRead = vi.fn();
    watchSections(ends, onRead);
    visibilityState = "hidden";
    report([{ target: first, isIntersecting: true }]);
    vi.advanceTimersByTime(60_000);
    expect(onRead).not.toHaveBeenCalled();
    visibilityState = "visible";
    vi.advanceTimersByTime(1000);
    expect(onRead).toHaveBeenCalledTimes(1);
  });

  it("ends when it is told to", () => {
    const onRead = vi.fn();
    const stop = watchSections(ends, onRead);
    report([{ target: first, isIntersecting: true }]);
    stop();
    vi.advanceTimersByTime(5000);
    expect(onRead).not.toHaveBeenCalled();
  });
});
