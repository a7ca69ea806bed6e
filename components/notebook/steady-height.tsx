import { type ReactNode, useLayoutEffect, useRef, useState } from "react";

/**
 * Holds the height that its content has when `isHeld` begins, as a least one, until it ends: outputs that
 * come one by one in the place of earlier ones do not move what stands below them.
 */
export function SteadyHeight({ isHeld, children }: { isHeld: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [minHeight, setMinHeight] = useState<number>();
  useLayoutEffect(() => {
    setMinHeight(isHeld ? box.current?.offsetHeight : undefined);
  }, [isHeld]);
  return (
    <div ref={box} style={{ minHeight }}>
      {children}
    </div>
  );
}
