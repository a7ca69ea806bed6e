import type { ReactNode } from "react";
import styles from "./header.module.css";
import { Menu } from "./menu";
import { sitePath } from "./site-path";
import { ThemeSwitch } from "./theme-switch";

/** `menu` is the navigation that a narrow window folds away here; without it there is a plain link. */
export function Header({ menu }: { menu?: ReactNode }) {
  return (
    <header className={styles.header}>
      <div className={styles.row}>
        <a href={sitePath("/")} className={styles.name}>
          Descent
        </a>
        {menu ? (
          <div className={styles.menu}>
            <Menu>{menu}</Menu>
          </div>
        ) : null}
        <nav aria-label="Site" className={menu ? styles.linkBesideMenu : styles.link}>
          <a href={`${sitePath("/")}#contents`}>Contents</a>
          <a href={sitePath("/notebook/")}>Notebook</a>
          <a href={sitePath("/progress/")}>Progress</a>
        </nav>
        <ThemeSwitch />
      </div>
    </header>
  );
}
