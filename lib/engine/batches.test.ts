import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExperiment } from "../experiment/experiment";
import { Batches } from "./batches";

function create(count: number, batchSize: number, shuffle = false): Batches {
  return new Batches(count, parseExperiment({ fit: { batchSize, shuffle } }));
}

describe("Batches", () => {
  it("shows every point once an epoch, the last batch with whatever is left", () => {
    const batches = create(25, 10, true);
    for (let epoch = 0; epoch < 3; epoch += 1) {
      const shown = [];
      for (const length of [10, 10, 5]) {
        expect(batches.position.epoch).toBe(epoch);
        expect(batches.next).toHaveLength(length);
        shown.push(...batches.next);
        batches.advance();
      }
      expect(shown.sort((a, b) => a - b)).toEqual([...Array(25).keys()]);
    }
    expect(batches.step).toBe(9);
  });

  it("keeps the order without shuffling, and draws another one for each epoch with it", () => {
    const plain = create(6, 6);
    const shuffled = create(6, 6, true);
    const orders = Array.from({ length: 4 }, () => {
      const order = shuffled.order.join();
      expect([...plain.next]).toEqual([0, 1, 2, 3, 4, 5]);
      plain.advance();
      shuffled.advance();
      return order;
    });
    expect(new Set(orders).size).toBe(4);
  });

  it("begins the pass again where the points have become fewer than were used in it", () => {
    const batches = create(40, 10, true);
    batches.advance(3);
    const { position, step } = batches;
    const fewer = new Batches(25, parseExperiment({ fit: { shuffle: true } }), position, step);
    expect(fewer.position).toMatchObject({ epoch: 0, offset: 0 });
    expect(fewer.countStepsTo(1)).toBe(3);
  });

  it("counts the steps to the end of an epoch as `advance` makes them", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(40),
        fc.integer({ min: 1, max: 4 }),
        (count, size, before, ahead) => {
          const batches = create(count, Math.min(size, count));
          for (let i = 0; i < before; i += 1) batches.advance();
          const goal = batches.position.epoch + ahead;
          const promised = batches.countStepsTo(goal);
          let made = 0;
          while (batches.position.epoch < goal) {
            batches.advance();
            made += 1;
          }
          expect(made).toBe(promised);
          expect(batches.position.offset).toBe(0);
        },
      ),
    );
  });

  it("passes over the rest of an epoch as if each step had been made", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(40),
        fc.boolean(),
        (count, size, before, shuffle) => {
          const [stepped, passed] = [0, 1].map(() =>
            create(count, Math.min(size, count), shuffle),
          ) as [Batches, Batches];
          for (let i = 0; i < before; i += 1) {
            stepped.advance();
            passed.advance();
          }
          for (let left = stepped.stepsLeft; left > 0; left -= 1) stepped.advance();
          passed.finishEpoch();
          expect([passed.step, passed.position]).toEqual([stepped.step, stepped.position]);
          expect(passed.order).toEqual(stepped.order);
          expect(passed.next).toEqual(stepped.next);
        },
      ),
    );
  });

  it("goes on from a position with the same batches", () => {
    const first = create(23, 5, true);
    for (let i = 0; i < 8; i += 1) first.advance();
    const second = new Batches(
      23,
      parseExperiment({ fit: { batchSize: 5, shuffle: true } }),
      first.position,
      first.step,
    );
    for (let i = 0; i < 12; i += 1) {
      expect([...second.next]).toEqual([...first.next]);
      first.advance();
      second.advance();
    }
    expect(second.step).toBe(20);
  });
});
