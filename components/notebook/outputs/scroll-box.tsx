import { type ReactNode, useEffect, useRef, useState } from "react";

interface ScrollBoxProps {
  className?: string;
  /** What is in it, for those who come to it with the keyboard. */
  label: string;
  children: ReactNode;
}

/** A box that scrolls where its content is too large, then also from the keyboard. */
export function ScrollBox({ className, label, children }: ScrollBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const [doesScroll, setDoesScroll] = useState(false);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      setDoesScroll(scrollWidth > clientWidth || scrollHeight > clientHeight);
    });
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={box} className={className} {...(doesScroll && focusable(label))}>
      {children}
    </div>
  );
}

function focusable(label: string) {
  return { tabIndex: 0, role: "group", "aria-label": label };
}
