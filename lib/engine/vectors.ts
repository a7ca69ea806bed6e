type Vector = Float32Array | Float64Array;

export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

export function norm(vector: Vector): number {
  return Math.sqrt(dot(vector, vector));
}

export function squaredDistance(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += ((a[i] as number) - (b[i] as number)) ** 2;
  return sum;
}

export function subtract(a: Vector, b: Vector): Float64Array {
  const difference = new Float64Array(a);
  addMultiple(difference, -1, b);
  return difference;
}

/** to ← to + factor · vector. */
export function addMultiple(to: Float64Array, factor: number, vector: Vector): void {
  for (let i = 0; i < to.length; i += 1) to[i] = (to[i] as number) + factor * (vector[i] as number);
}

export function normalize(vector: Float64Array): Float64Array {
  const length = norm(vector);
  return vector.map((value) => value / length);
}

/** What is left of a vector without its part along a direction of length 1. */
export function removePart(vector: Float64Array, direction: Float64Array): Float64Array {
  const left = vector.slice();
  addMultiple(left, -dot(vector, direction), direction);
  return left;
}
