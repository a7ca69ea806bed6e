import styles from "./footer.module.css";

export function Footer() {
  return (
    <footer className={styles.footer}>
      <p className={styles.line}>
        Descent, an interactive textbook on how neural networks learn. Everything in it runs in your
        browser; it sets no cookies and sends nothing anywhere.
      </p>
    </footer>
  );
}
