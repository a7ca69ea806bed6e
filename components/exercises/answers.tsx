"use client";

import "@/components/charts/curve-chart.module.css";
import "@/components/controls/controls.module.css";
import "@/components/notebook/cell-frame.module.css";
import "@/components/notebook/cells.module.css";
import "@/components/notebook/editor/editor.module.css";
import "@/components/widgets/probes/probes.module.css";
import "@/components/widgets/train/decision-boundary.module.css";
import "./code/check-list.module.css";
import "./code/solution-code.module.css";
import "./diagnose/diagnose.module.css";
import "./exercise.module.css";
import "./match.module.css";
import "./order.module.css";
import "./predict/sketch.module.css";
import "./starts-chart.module.css";
import { whenNear } from "@/components/lazy/when-near";

/** What a reader answers with, one for each kind; its code comes when the reader does. */
export const ChoiceAnswer = whenNear(() => import("./choice-answer"), { minHeight: "20rem" });
export const NumberAnswer = whenNear(() => import("./number-answer"), { minHeight: "12rem" });
export const OrderAnswer = whenNear(() => import("./order-answer"), { minHeight: "24rem" });
export const MatchAnswer = whenNear(() => import("./match-answer"), { minHeight: "28rem" });
export const PredictAnswer = whenNear(() => import("./predict-answer"), { minHeight: "28rem" });
export const GoalAnswer = whenNear(() => import("./goal-answer"), { minHeight: "8rem" });
export const CodeAnswer = whenNear(() => import("./code-answer"), { minHeight: "24rem" });
export const DiagnoseAnswer = whenNear(() => import("./diagnose-answer"), { minHeight: "120rem" });
