import { type PointerEvent, useEffect, useState } from "react";
import { findFreePlaces, moveItem } from "./move-item";

interface Drag {
  id: string;
  pointerId: number;
  /** Where on the page the pointer went down, and is now, in px. */
  fromY: number;
  toY: number;
  /** Of all rows when it began, in px, by their ids. */
  heights: Readonly<Record<string, number>>;
}

interface DragOrder {
  /** As it would be if the item were dropped now. */
  order: readonly string[];
  draggedId: string | undefined;
  /** How far a row is from where it stands in the text, in px. */
  getOffset(id: string): number;
  begin(id: string, event: PointerEvent<HTMLElement>): void;
  move(event: PointerEvent): void;
  /** Drops the item where it is. */
  end(event: PointerEvent): void;
  /** Leaves everything as it was. */
  cancel(): void;
}

/** Dragging the rows of a list, which may be of different heights, until Escape. The rows carry `data-item`. */
export function useDragOrder(
  order: readonly string[],
  locked: ReadonlySet<string>,
  onDrop: (order: readonly string[], id: string) => void,
): DragOrder {
  const [drag, setDrag] = useState<Drag>();
  const planned = drag ? planOrder(order, locked, drag) : order;
  const isDragging = drag !== undefined;
  useEffect(() => {
    if (!isDragging) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") setDrag(undefined);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [isDragging]);

  const isCurrent = (event: PointerEvent) => drag?.pointerId === event.pointerId;

  return {
    order: planned,
    draggedId: drag?.id,
    getOffset(id) {
      if (!drag) return 0;
      if (id === drag.id) return drag.toY - drag.fromY;
      return getTop(planned, id, drag) - getTop(order, id, drag);
    },
    begin(id, event) {
      if (event.button !== 0 || locked.has(id)) return;
      const rows = event.currentTarget.closest("ol")?.querySelectorAll<HTMLElement>("[data-item]");
      const heights = [...(rows ?? [])].map((row) => [row.dataset.item, row.offsetHeight]);
      event.currentTarget.setPointerCapture(event.pointerId);
      const { pointerId, pageY } = event;
      setDrag({
        id,
        pointerId,
        fromY: pageY,
        toY: pageY,
        heights: Object.fromEntries(heights),
      });
    },
    move(event) {
      if (drag && isCurrent(event)) setDrag({ ...drag, toY: event.pageY });
    },
    end(event) {
      if (!drag || !isCurrent(event)) return;
      setDrag(undefined);
      // The last move may not have been drawn yet.
      const dropped = planOrder(order, locked, { ...drag, toY: event.pageY });
      if (dropped.some((id, place) => id !== order[place])) onDrop(dropped, drag.id);
    },
    cancel: () => setDrag(undefined),
  };
}

/** The order in which the dragged row would come to stand nearest to where it is held. */
function planOrder(order: readonly string[], locked: ReadonlySet<string>, drag: Drag) {
  const top = getTop(order, drag.id, drag) + drag.toY - drag.fromY;
  let best: readonly string[] = order;
  let least = Number.POSITIVE_INFINITY;
  for (const place of findFreePlaces(order, locked)) {
    const planned = moveItem(order, drag.id, place, locked);
    const distance = Math.abs(getTop(planned, drag.id, drag) - top);
    if (distance < least) [best, least] = [planned, distance];
  }
  return best;
}

/** In px below the top of the list. */
function getTop(order: readonly string[], id: string, { heights }: Drag): number {
  return order.slice(0, order.indexOf(id)).reduce((sum, before) => sum + (heights[before] ?? 0), 0);
}
