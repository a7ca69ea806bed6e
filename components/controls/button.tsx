import type { ButtonHTMLAttributes, MouseEvent } from "react";
import styles from "./controls.module.css";

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> {
  /** "primary" for the one thing that a widget is about. */
  variant?: "plain" | "primary";
  /**
   * There is nothing to do now: the button looks so, says so, and ignores clicks. Unlike one with
   * `disabled` it keeps the focus, which the browser would else give to the page's top.
   */
  isUnavailable?: boolean;
}

/** A quiet button; its text is a verb. */
export function Button(props: ButtonProps) {
  const { variant = "plain", isUnavailable = false, className, onClick, ...rest } = props;
  const names = [styles.button, variant === "primary" && styles.primary, className];
  return (
    <button
      type="button"
      className={names.filter(Boolean).join(" ")}
      aria-disabled={isUnavailable || undefined}
      onClick={isUnavailable ? ignore : onClick}
      {...rest}
    />
  );
}

/** A submit button must not submit either. */
function ignore(event: MouseEvent) {
  event.preventDefault();
}
