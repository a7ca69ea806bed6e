import type { FeatureName } from "@/lib/experiment/experiment";

/** How features are written in pictures. */
export const featureTitles: Record<FeatureName, string> = {
  x1: "x₁",
  x2: "x₂",
  "x1^2": "x₁²",
  "x2^2": "x₂²",
  "x1*x2": "x₁x₂",
  "sin(x1)": "sin x₁",
  "sin(x2)": "sin x₂",
};
