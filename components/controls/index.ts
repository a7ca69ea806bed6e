export { Button, type ButtonProps } from "./button";
export { Checkbox, type CheckboxProps } from "./checkbox";
export { MathSymbol } from "./math-symbol";
export { formatExact, NumberField, type NumberFieldProps } from "./number-field";
export { Segmented, type SegmentedProps } from "./segmented";
export { Select, type SelectProps } from "./select";
export { Slider, type SliderMark, type SliderProps } from "./slider";
