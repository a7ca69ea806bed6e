"use client";

import "@/components/controls/controls.module.css";
import "@/components/widgets/loss-plot.module.css";
import "@/components/widgets/marks.module.css";
import "@/components/widgets/slope/slope.module.css";
import { whenNear } from "./when-near";

export const Slope = whenNear(() => import("@/components/widgets/slope/slope"), {
  minHeight: "40rem",
});
