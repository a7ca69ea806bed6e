"use client";

import "@/components/controls/controls.module.css";
import "./exercise.module.css";
import { whenNear } from "@/components/lazy/when-near";

/** What a reader answers with, one for each kind; its code comes when the reader does. */
export const NumberAnswer = whenNear(() => import("./number-answer"), { minHeight: "12rem" });
export const ChoiceAnswer = whenNear(() => import("./choice-answer"), { minHeight: "20rem" });
export const GoalAnswer = whenNear(() => import("./goal-answer"), { minHeight: "8rem" });
