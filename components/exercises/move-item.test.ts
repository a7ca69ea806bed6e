import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNextPlace, moveItem } from "./move-item";

const order = ["a", "b", "c", "d"];
const none = new Set<string>();

describe("moveItem(order, id, place, locked)", () => {
  it("moves those between by one", () => {
    expect(moveItem(order, "a", 2, none)).toEqual(["b", "c", "a", "d"]);
    expect(moveItem(order, "d", 1, none)).toEqual(["a", "d", "b", "c"]);
  });

  it("goes around what is locked", () => {
    expect(moveItem(order, "a", 2, new Set(["b"]))).toEqual(["c", "b", "a", "d"]);
    expect(moveItem(order, "a", 1, new Set(["b"]))).toEqual(order);
    expect(moveItem(order, "b", 2, new Set(["b"]))).toEqual(order);
  });

  it("keeps all items, and the locked ones in their places", () => {
    const ids = fc.constantFrom(...order);
    fc.assert(
      fc.property(ids, fc.nat(5), fc.array(ids), (id, place, held) => {
        const locked = new Set(held);
        const moved = moveItem(order, id, place, locked);
        expect([...moved].sort()).toEqual(order);
        for (const one of locked) expect(moved.indexOf(one)).toBe(order.indexOf(one));
      }),
    );
  });
});

describe("findNextPlace(order, id, direction, locked)", () => {
  it("leaps over what is locked, and ends with the list", () => {
    expect(findNextPlace(order, "a", 1, new Set(["b"]))).toBe(2);
    expect(findNextPlace(order, "c", -1, new Set(["b"]))).toBe(0);
    expect(findNextPlace(order, "d", 1, none)).toBeUndefined();
    expect(findNextPlace(order, "b", -1, new Set(["a"]))).toBeUndefined();
  });
});
