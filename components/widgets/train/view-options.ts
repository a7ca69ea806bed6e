"use client";

import { useState } from "react";

/** How the reader looks at a run; nothing here changes what is trained. */
export interface ViewOptions {
  isLog: boolean;
  showsTest: boolean;
}

export function useViewOptions(): [ViewOptions, (change: Partial<ViewOptions>) => void] {
  const [view, setView] = useState<ViewOptions>({ isLog: false, showsTest: false });
  return [view, (change) => setView((options) => ({ ...options, ...change }))];
}
