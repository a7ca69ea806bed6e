"use client";

import { useEffect, useRef, useState } from "react";

/**
 * The value, but changing at most once in `intervalMs`, the last change always included: for
 * what a screen reader announces while a slider is dragged.
 */
export function useThrottled<T>(value: T, intervalMs = 1000): T {
  const [shown, setShown] = useState(value);
  const changedAt = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, changedAt.current + intervalMs - performance.now());
    const timer = setTimeout(() => {
      changedAt.current = performance.now();
      setShown(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, intervalMs]);
  return shown;
}
