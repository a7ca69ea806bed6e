import { useState } from "react";
import type { TensorView } from "@/lib/notebook/output";
import { ColorScale } from "./color-scale";
import { createFormat, readNumber, writeValue } from "./format-values";
import { HeatMap } from "./heat-map";
import { Matrix } from "./matrix";
import { MoreButton } from "./more-button";
import styles from "./outputs.module.css";
import { findLargest } from "./paint-field";
import tensorStyles from "./tensor.module.css";
import { describeMore, useShown } from "./use-shown";

/** A tensor: its type and shape, and its values in the form that its rank asks for. */
export function Tensor({ view }: { view: TensorView }) {
  const [isHeatMap, setIsHeatMap] = useState(false);
  const { shape, dtype, values, isCut } = view;
  const canBePicture = shape.length >= 2 && values.length > 0 && values.every(isNumber);
  return (
    <div>
      <p className={styles.heading}>
        <span>
          <span className={styles.name}>Tensor</span>{" "}
          <span className={tensorStyles.type}>{`${dtype} [${shape.join(", ")}]`}</span>
          {isCut && (
            <span className={styles.soft}>
              {` · the first ${values.length.toLocaleString("en-GB")} of ${countValues(shape).toLocaleString("en-GB")} values`}
            </span>
          )}
        </span>
        {canBePicture && (
          <MoreButton onClick={() => setIsHeatMap(!isHeatMap)}>
            {isHeatMap ? "Values" : "Heat map"}
          </MoreButton>
        )}
      </p>
      {values.length === 0 ? (
        <p className={styles.note}>It has no values.</p>
      ) : shape.length < 2 ? (
        <Values values={values} />
      ) : (
        <Slices view={view} isHeatMap={isHeatMap && canBePicture} />
      )}
    </div>
  );
}

const valueStep = 1000;

/** A scalar, or the values of a vector one after the other. */
function Values({ values }: { values: TensorView["values"] }) {
  const shown = useShown(values.length, 100, valueStep);
  const numbers = values.map(readNumber).filter((value) => value !== undefined);
  const format = createFormat(numbers);
  return (
    <>
      <ol className={tensorStyles.values}>
        {values.slice(0, shown.count).map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is what names a value
          <li key={index}>{writeValue(value, format)}</li>
        ))}
      </ol>
      {shown.hidden > 0 && (
        <MoreButton onClick={shown.showMore}>{describeMore(shown, "values")}</MoreButton>
      )}
    </>
  );
}

const sliceStep = 10;

/** A matrix, or the matrices that a tensor of higher rank is made of. */
function Slices({ view, isHeatMap }: { view: TensorView; isHeatMap: boolean }) {
  const { shape, values } = view;
  const [rows, columns] = shape.slice(-2) as [number, number];
  const outer = shape.slice(0, -2);
  const sliceCount = Math.ceil(values.length / (rows * columns));
  const shown = useShown(sliceCount, 3, sliceStep);
  // One scale for all slices, so that they can be compared.
  const largest = isHeatMap ? findLargest(values.map(toNumber)) : 1;
  return (
    <>
      <div className={tensorStyles.slices}>
        {Array.from({ length: shown.count }, (_, index) => {
          const part = values.slice(index * rows * columns, (index + 1) * rows * columns);
          const name = `[${[...findIndices(index, outer), ":", ":"].join(", ")}]`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is what names a slice
            <div key={index}>
              {outer.length > 0 && <p className={tensorStyles.type}>{name}</p>}
              {isHeatMap ? (
                <HeatMap values={part.map(toNumber)} columns={columns} largest={largest} />
              ) : (
                <Matrix values={part} columns={columns} />
              )}
            </div>
          );
        })}
      </div>
      {isHeatMap && <ColorScale largest={largest} />}
      {shown.hidden > 0 && (
        <MoreButton onClick={shown.showMore}>{describeMore(shown, "slices")}</MoreButton>
      )}
    </>
  );
}

/** Where in the outer dimensions the slice of this number lies. */
function findIndices(index: number, outer: readonly number[]): number[] {
  const indices: number[] = [];
  let rest = index;
  for (const length of outer.toReversed()) {
    indices.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return indices;
}

function toNumber(value: TensorView["values"][number]): number {
  return readNumber(value) ?? Number.NaN;
}

function isNumber(value: TensorView["values"][number]): boolean {
  return readNumber(value) !== undefined;
}

function countValues(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
