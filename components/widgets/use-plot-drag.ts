"use client";

import { type PointerEvent, useRef } from "react";
import type { Spot } from "./trace";

/** How far a finger moves before it is a drag and not a tap. */
const slopPx = 8;

interface Drag {
  id: number;
  isSure: boolean;
  from: { x: number; y: number };
  /** From the pointer to the handle's middle, so that a grabbed handle does not jump. */
  offset: Spot;
}

/**
 * Pointer handlers for a picture in which one point, now at `handle`, is dragged.
 *
 * A mouse or pen takes the point from anywhere in the picture. A finger beside the handle may
 * mean to scroll the page: there only a tap counts, or a drag that the browser leaves to us
 * (`touch-action: pan-y` gives it the vertical ones). On the handle, an element with
 * `data-handle` and `touch-action: none`, a finger drags at once.
 */
export function usePlotDrag(handle: Spot, onMove: (place: Spot) => void) {
  const drag = useRef<Drag | null>(null);

  const placeOf = (event: PointerEvent<Element>): Spot => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: (event.clientX - box.left) / box.width,
      y: (event.clientY - box.top) / box.height,
    };
  };
  const moveTo = (event: PointerEvent<Element>, { offset }: Drag) => {
    const place = placeOf(event);
    onMove({ x: place.x + offset.x, y: place.y + offset.y });
  };

  return {
    onPointerDown: (event: PointerEvent<Element>) => {
      if (drag.current || event.button !== 0) return;
      const isOnHandle = (event.target as Element).closest("[data-handle]") !== null;
      const isSure = event.pointerType !== "touch" || isOnHandle;
      const place = placeOf(event);
      const offset = isOnHandle ? { x: handle.x - place.x, y: handle.y - place.y } : { x: 0, y: 0 };
      drag.current = {
        id: event.pointerId,
        isSure,
        from: { x: event.clientX, y: event.clientY },
        offset,
      };
      if (!isSure) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      if (!isOnHandle) onMove(place);
    },
    onPointerMove: (event: PointerEvent<Element>) => {
      const current = drag.current;
      if (current?.id !== event.pointerId) return;
      if (!current.isSure) {
        const across = Math.abs(event.clientX - current.from.x);
        const along = Math.abs(event.clientY - current.from.y);
        // The browser tells only later that it scrolls: whoever goes up or down first, scrolls.
        if (along > slopPx && along >= across) drag.current = null;
        else current.isSure = across > slopPx;
      }
      if (current.isSure) moveTo(event, current);
    },
    onPointerUp: (event: PointerEvent<Element>) => {
      if (drag.current?.id !== event.pointerId) return;
      if (!drag.current.isSure) moveTo(event, drag.current);
      drag.current = null;
    },
    onPointerCancel: (event: PointerEvent<Element>) => {
      if (drag.current?.id === event.pointerId) drag.current = null;
    },
  };
}
