import type { ButtonHTMLAttributes } from "react";
import styles from "./outputs.module.css";

/** A quiet button in the line of the text: it shows more of something, or shows it otherwise. */
export function MoreButton({ className = "", ...props }: ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" className={`${styles.more} ${className}`} {...props} />;
}
