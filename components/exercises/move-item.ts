/** The places, from 0 on, whose items are not locked. */
export function findFreePlaces(order: readonly string[], locked: ReadonlySet<string>): number[] {
  return order.flatMap((id, place) => (locked.has(id) ? [] : [place]));
}

/**
 * The order with an item at another place; those between move up by one, and what is locked stays
 * where it is. Unchanged if the item or the place is locked.
 */
export function moveItem(
  order: readonly string[],
  id: string,
  place: number,
  locked: ReadonlySet<string>,
): readonly string[] {
  const places = findFreePlaces(order, locked);
  const target = places.indexOf(place);
  if (target < 0 || locked.has(id)) return order;
  const free = order.filter((other) => !locked.has(other) && other !== id);
  free.splice(target, 0, id);
  const moved = [...order];
  for (const [index, freePlace] of places.entries()) moved[freePlace] = free[index] as string;
  return moved;
}

/** The place to which one step up or down leads, or undefined at the end. */
export function findNextPlace(
  order: readonly string[],
  id: string,
  direction: -1 | 1,
  locked: ReadonlySet<string>,
): number | undefined {
  const places = findFreePlaces(order, locked);
  return places[places.indexOf(order.indexOf(id)) + direction];
}
