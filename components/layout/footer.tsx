import styles from "./footer.module.css";
import { sitePath } from "./site-path";

export function Footer() {
  return (
    <footer className={styles.footer}>
      <p className={styles.line}>
        Descent, an interactive textbook on how neural networks learn. Everything in it runs in your
        browser; it sets no cookies and sends nothing anywhere.{" "}
        <a href={sitePath("/progress/")}>What it keeps</a> of your work stays on this computer.{" "}
        <a href={sitePath("/teach/")}>Teach with it.</a>
      </p>
    </footer>
  );
}
