"use client";

import { useSyncExternalStore } from "react";
import { chooseTheme, readTheme, subscribeToTheme, type Theme } from "./theme";
import styles from "./theme-switch.module.css";

const choices: { theme: Theme; label: string; icon: string }[] = [
  {
    theme: "light",
    label: "Light",
    icon: "M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.4 1.4M11.6 11.6 13 13M3 13l1.4-1.4M11.6 4.4 13 3M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6Z",
  },
  { theme: "system", label: "As the system", icon: "M2 3h12v8H2zM6 14h4M8 11v3" },
  { theme: "dark", label: "Dark", icon: "M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3Z" },
];

export function ThemeSwitch() {
  const current = useSyncExternalStore(subscribeToTheme, readTheme, () => "system" as const);
  return (
    <fieldset className={styles.switch}>
      <legend className="visually-hidden">Colours</legend>
      {choices.map(({ theme, label, icon }) => (
        <label key={theme} className={styles.choice} title={label}>
          <input
            type="radio"
            name="theme"
            value={theme}
            checked={theme === current}
            onChange={() => chooseTheme(theme)}
            className={styles.input}
          />
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={icon} />
          </svg>
          <span className="visually-hidden">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
