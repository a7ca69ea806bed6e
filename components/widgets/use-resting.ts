import { useEffect, useState } from "react";

/** Whether a value has stood still for `pauseMs`. */
export function useResting(value: unknown, pauseMs = 400): boolean {
  const [rested, setRested] = useState<unknown>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return rested === value;
}
