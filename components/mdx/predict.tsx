"use client";

import "@/components/controls/controls.module.css";
import "@/components/widgets/predict/predict.module.css";
import { whenNear } from "@/components/lazy/when-near";

export const Predict = whenNear(() => import("@/components/widgets/predict/predict"), {
  minHeight: "8rem",
});
