/** A part of a text, from `start` up to and without `end`. */
export interface Range {
  start: number;
  end: number;
}

interface Insert {
  at: number;
  /** At one place what closes a range comes before what opens one, and of the latter the outer one first. */
  rank: [side: 0 | 1, depth: number, order: number];
  text: string;
}

/**
 * Changes to a text that keep the way back: every position of the new text leads to one of the old.
 * What is put around ranges nests as they do; around the same range, what comes first is the outer one.
 */
export class TextEdits {
  readonly #text: string;
  readonly #inserts: Insert[] = [];
  readonly #replacements: (Range & { text: string })[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  wrap({ start, end }: Range, before: string, after: string): void {
    const order = this.#inserts.length;
    if (before) this.#inserts.push({ at: start, rank: [1, -end, order], text: before });
    if (after) this.#inserts.push({ at: end, rank: [0, -start, -order], text: after });
  }

  /** Inserts before whatever begins here. */
  insert(at: number, text: string): void {
    const order = this.#inserts.length;
    if (text) this.#inserts.push({ at, rank: [1, Number.NEGATIVE_INFINITY, order], text });
  }

  /** Replaces a range, which must not overlap another that is replaced. The new text has as many lines. */
  replace(start: number, end: number, text: string): void {
    if (end > start) this.#replacements.push({ start, end, text });
  }

  /** Puts spaces in place of a range; lines stay lines. */
  blank(start: number, end: number): void {
    this.replace(start, end, this.#text.slice(start, end).replace(/[^\r\n\u2028\u2029]/g, " "));
  }

  apply(): EditedText {
    const inserts = this.#inserts.sort((a, b) => a.at - b.at || compareRanks(a.rank, b.rank));
    const replacements = this.#replacements.sort((a, b) => a.start - b.start);
    const pieces: Piece[] = [];
    let text = "";
    let position = 0;
    let next = 0;
    const add = (piece: string, start: number, isKept: boolean) => {
      if (piece === "") return;
      pieces.push({ start: text.length, source: start, isKept });
      text += piece;
    };
    const keepUntil = (end: number) => {
      add(this.#text.slice(position, end), position, true);
      position = Math.max(position, end);
    };
    const insertUntil = (end: number, isEndIncluded: boolean) => {
      for (; next < inserts.length; next += 1) {
        const insert = inserts[next];
        if (!insert || insert.at > end || (insert.at === end && !isEndIncluded)) return;
        keepUntil(insert.at);
        add(insert.text, insert.at, false);
      }
    };
    for (const { start, end, text: replacement } of replacements) {
      insertUntil(start, true);
      keepUntil(start);
      add(replacement, start, replacement.length === end - start);
      position = end;
      // Whatever was to be inserted inside of the range goes with it.
      while (next < inserts.length && (inserts[next]?.at ?? 0) < end) next += 1;
    }
    insertUntil(this.#text.length, true);
    keepUntil(this.#text.length);
    return new EditedText(text, pieces);
  }
}

/** A piece of the new text: as it was, so that positions in it move along, or new. */
interface Piece {
  start: number;
  source: number;
  isKept: boolean;
}

export class EditedText {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  constructor(text: string, pieces: readonly Piece[]) {
    this.text = text;
    this.#pieces = pieces;
  }

  /** Where in the old text this offset in the new one comes from. */
  findSource(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#pieces[middle] as Piece).start <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = this.#pieces[low];
    if (!piece) return 0;
    return piece.isKept ? piece.source + offset - piece.start : piece.source;
  }
}

function compareRanks(a: Insert["rank"], b: Insert["rank"]): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
