"use client";

import "@/components/charts/curve-chart.module.css";
import "@/components/controls/controls.module.css";
import "@/components/widgets/predict/predict.module.css";
import "@/components/widgets/train/decision-boundary.module.css";
import "@/components/widgets/train/network-drawing.module.css";
import "@/components/widgets/train/train.module.css";
import { whenNear } from "@/components/lazy/when-near";

export const TrainFigure = whenNear(() => import("@/components/widgets/train/train"), {
  minHeight: "60rem",
});
