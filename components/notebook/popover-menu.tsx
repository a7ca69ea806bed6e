"use client";

import { type ToggleEvent, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import styles from "./popover-menu.module.css";

export interface MenuItem {
  label: string;
  /** The keys that do the same in command mode. */
  keys?: string;
  onChoose(): void;
  isUnavailable?: boolean;
}

interface Props {
  /** On the button. */
  label: string;
  /** Said in place of the label where that is a sign. */
  name?: string;
  groups: readonly (readonly MenuItem[])[];
  className?: string;
}

/** Groups of commands behind one button, above or below it, wherever there is more room. */
export function PopoverMenu({ label, name, groups, className }: Props) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);

  const onToggle = ({ currentTarget: menu, newState }: ToggleEvent<HTMLElement>) => {
    // Not before: the browser gives the focus back to the opener from an item that is still there.
    if (newState === "closed") setOpen(false);
    else if (opener.current) placeBeside(menu, opener.current.getBoundingClientRect());
  };

  return (
    <>
      <button
        ref={opener}
        type="button"
        className={[styles.opener, className].filter(Boolean).join(" ")}
        popoverTarget={id}
        aria-label={name}
        aria-haspopup="true"
      >
        {label}
      </button>
      <div
        id={id}
        popover="auto"
        className={styles.menu}
        // Its items are there before it is measured, and only while it is open: a page has many menus.
        onBeforeToggle={({ newState }) => {
          if (newState === "open") flushSync(() => setOpen(true));
        }}
        onToggle={onToggle}
      >
        {(isOpen ? groups : []).map((items) => (
          <ul key={items[0]?.label} className={styles.group}>
            {items.map((item) => (
              <li key={item.label}>
                <Item {...item} />
              </li>
            ))}
          </ul>
        ))}
      </div>
    </>
  );
}

function Item({ label, keys, onChoose, isUnavailable }: MenuItem) {
  return (
    <button
      type="button"
      className={styles.item}
      aria-disabled={isUnavailable || undefined}
      onClick={(event) => {
        if (isUnavailable) return;
        event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
        onChoose();
      }}
    >
      {label}
      {keys ? <kbd className={styles.keys}>{keys}</kbd> : null}
    </button>
  );
}

const gapPx = 4;

function placeBeside(menu: HTMLElement, opener: DOMRect) {
  const { innerWidth, innerHeight } = window;
  const below = innerHeight - opener.bottom - 2 * gapPx;
  const above = opener.top - 2 * gapPx;
  const isBelow = menu.offsetHeight <= below || below >= above;
  const isAtTheRight = opener.left + opener.right > innerWidth;
  const left = isAtTheRight ? opener.right - menu.offsetWidth : opener.left;
  const farthest = innerWidth - menu.offsetWidth - gapPx;
  Object.assign(menu.style, {
    left: `${Math.max(gapPx, Math.min(left, farthest))}px`,
    top: isBelow ? `${opener.bottom + gapPx}px` : "auto",
    bottom: isBelow ? "auto" : `${innerHeight - opener.top + gapPx}px`,
    maxHeight: `${Math.max(below, above)}px`,
  });
}
