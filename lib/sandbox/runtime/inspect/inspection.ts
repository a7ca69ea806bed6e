/** A value opened as far as it will be shown. */
export type Inspection = InspectedText | InspectedObject;

/** Whatever is written in one piece. */
export interface InspectedText {
  form: "text";
  /** As `typeof` says it, or `null`, `date`, `regexp`, `error`, `accessor`. */
  type: string;
  text: string;
}

export interface InspectedObject {
  form: "array" | "object" | "map" | "set";
  /** `Array(3)`, `Map(2)`, `Point`, `Object`. */
  name: string;
  /** Whether a reader expects the name, so that it is not written: `[ 1 ]`, `{ a: 1 }`. */
  isPlain: boolean;
  entries: InspectedEntry[];
  /** How many entries are left out. */
  more: number;
}

export interface InspectedEntry {
  key: string;
  /** Whether the key is only a place in an array or set, and not written. */
  isIndex: boolean;
  value: Inspection;
}
