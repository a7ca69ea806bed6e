import type { ButtonHTMLAttributes } from "react";
import styles from "./controls.module.css";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** "primary" for the one thing that a widget is about. */
  variant?: "plain" | "primary";
}

/** A quiet button; its text is a verb. */
export function Button({ variant = "plain", className, ...rest }: ButtonProps) {
  const names = [styles.button, variant === "primary" && styles.primary, className];
  return <button type="button" className={names.filter(Boolean).join(" ")} {...rest} />;
}
