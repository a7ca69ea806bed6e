"use client";

import { useEffect } from "react";

/**
 * Makes equations and tables that are wider than their box reachable by Tab, so that they can be
 * scrolled from the keyboard. Only those: elsewhere a stop would be in the way.
 */
export function ScrollFocus() {
  useEffect(() => {
    const boxes = document.querySelectorAll<HTMLElement>("article .equation-body, article table");
    const observer = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        if (target.scrollWidth > target.clientWidth + 1) target.setAttribute("tabindex", "0");
        else target.removeAttribute("tabindex");
      }
    });
    for (const box of boxes) observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return null;
}
