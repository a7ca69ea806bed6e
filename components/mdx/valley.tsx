"use client";

import "@/components/controls/controls.module.css";
import "@/components/widgets/descent-figure.module.css";
import "@/components/widgets/loss-plot.module.css";
import "@/components/widgets/marks.module.css";
import "@/components/widgets/path-picture.module.css";
import "@/components/widgets/valley/valley.module.css";
import { whenNear } from "@/components/lazy/when-near";

export const Valley = whenNear(() => import("@/components/widgets/valley/valley"), {
  minHeight: "40rem",
});
